using GenNet.Generators.Tests.Models;
using GenNet.Specs;
using GenNet.Weights;
using GenNet.Weights.Safetensors;
using static GenNet.Generators.Tests.Migration.VersionedModel;

namespace GenNet.Generators.Tests.Migration;

/// <summary>Files of older versions load through what the class declares of its layers.</summary>
public sealed class DeclaredLoadTests : IDisposable
{
    private const string Head = "[Model, Input(4)] public partial class Net { ";
    private const string One = Head + "[Dense(3)] public partial Dense Hidden { get; } [BatchNormalization] public partial BatchNormalization Norm { get; } [Dense(2)] public partial Dense Output { get; } }";
    private const string Renamed = Head + "[Dense(3), FormerName(\"hidden\")] public partial Dense Body { get; } [BatchNormalization, FormerName(\"norm\")] public partial BatchNormalization Scale { get; } [Dense(2)] public partial Dense Output { get; } }";
    private const string NewHead = Head + "[Dense(3)] public partial Dense Hidden { get; } [BatchNormalization] public partial BatchNormalization Norm { get; } [Dense(5), Reinitialized(Since = 2)] public partial Dense Output { get; } }";

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Formats => [".weights.h5", ".safetensors"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public void LoadWeights_AfterARename_TakesTheFormerName(string format)
    {
        var net = new VersionedModel(One, Renamed);
        using var before = net.Version(1);
        using var now = net.Newest();
        var report = now.LoadWeights(net.Save(1, format, _folder));
        Assert.Equal(ModelsInCode.Values(before), ModelsInCode.Values(now));
        Assert.Equal(["body was called 'hidden'", "scale was called 'norm'"], Assert.Single(report.Migrations).Changes);
        Assert.Contains("migrated: version 1 → version 2: body was called 'hidden'", report.ToString(), StringComparison.Ordinal);
        Assert.Contains(report.Loaded, static v => v is { Layer: "scale", Name: "moving_mean" });
        Assert.Equal((1, true), (report.ContractVersion, report.IsComplete));
    }

    // A file of a program that no contract tells of.
    [Theory]
    [MemberData(nameof(Formats))]
    public void LoadWeights_OfAFileWithoutAVersion_TakesTheFormerName(string format)
    {
        using var before = Compile(One, new VersionedModel(Renamed).Contract).Create("Net", 1);
        using var now = new VersionedModel(Renamed).Newest();
        var path = _folder.PathOf("net" + format);
        before.SaveWeights(path);
        var report = now.LoadWeights(path);
        Assert.Equal(ModelsInCode.Values(before), ModelsInCode.Values(now));
        Assert.Contains("an earlier version → version 1: body was called 'hidden'", report.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void LoadWeights_WhereALayerBeginsAnew_GivesItInitialValues(string format)
    {
        var net = new VersionedModel(One, NewHead);
        using var before = net.Version(1);
        using var untouched = net.Newest(7);
        using var now = net.Newest(7);
        var initial = Of(untouched, "output", "kernel");
        now.Layers[^1].Variables[0].Assign(new float[15]);
        var report = now.LoadWeights(net.Save(1, format, _folder));
        Assert.Equal(Of(before, "hidden", "kernel"), Of(now, "hidden", "kernel"));
        Assert.Equal(Of(before, "norm", "moving_variance"), Of(now, "norm", "moving_variance"));
        Assert.Equal(initial, Of(now, "output", "kernel"));
        Assert.Equal(["output/kernel", "output/bias"], report.Reinitialized.Select(static v => $"{v.Layer}/{v.Name}"));
        Assert.Equal(["output begins anew"], Assert.Single(report.Migrations).Changes);
        using var own = net.Newest(9);
        own.LoadWeights(net.Save(2, format, _folder));
        Assert.NotEqual(initial, Of(own, "output", "kernel"));
    }

    [Fact]
    public void LoadWeights_WhereAnotherLayerTookThePlace_DropsTheOldOne()
    {
        var net = new VersionedModel(One, NewHead.Replace("Output", "Classes", StringComparison.Ordinal));
        using var now = net.Newest();
        var report = now.LoadWeights(net.Save(1, ".safetensors", _folder));
        Assert.Empty(report.Unused);
        Assert.Equal(["classes begins anew", "'output' is dropped"], Assert.Single(report.Migrations).Changes);
    }

    // A new layer that got the old one's name is another.
    [Theory]
    [MemberData(nameof(Formats))]
    public void LoadWeights_WhenTwoLayersExchangedNames_GoesByTheFilesVersion(string format)
    {
        const string Before = Head + "[Dense(4)] public partial Dense A { get; } [Dense(4)] public partial Dense B { get; } }";
        const string Now = Head + "[Dense(4, Name = \"b\"), FormerName(\"a\", Since = 2)] public partial Dense A { get; } [Dense(4, Name = \"a\"), FormerName(\"b\", Since = 2)] public partial Dense B { get; } }";
        var net = new VersionedModel(Before, Now);
        foreach (var number in (int[])[1, 2])
        {
            using var before = net.Version(number);
            using var now = net.Newest();
            now.LoadWeights(net.Save(number, format, _folder));
            Assert.Equal(ModelsInCode.Values(before), ModelsInCode.Values(now));
        }
    }

    // A former name is one layer's alone: that it was b says that what is called b now was not.
    [Theory]
    [MemberData(nameof(Formats))]
    public void LoadWeights_WhereAFormerNameIsAnotherLayersName_NamesBoth(string format)
    {
        var net = new VersionedModel(
            Head + "[Dense(4)] public partial Dense A { get; } [Dense(4)] public partial Dense B { get; } [Dense(4)] public partial Dense C { get; } }",
            Head + "[Dense(4), FormerName(\"b\")] public partial Dense A2 { get; } [Dense(4)] public partial Dense B { get; } [Dense(4)] public partial Dense C { get; } }");
        using var before = net.Version(1);
        using var now = net.Newest();
        foreach (var path in (string[])[net.Save(1, format, _folder), Foreign(before)])
        {
            var values = ModelsInCode.Values(now);
            var refusal = Assert.Throws<WeightLoadException>(() => now.LoadWeights(path)).Message;
            Assert.Contains("'b' in the file is a2's, as [FormerName(\"b\")] on a2 declares, so that the file has nothing for b of the model", refusal, StringComparison.Ordinal);
            Assert.Contains("[Reinitialized] if they have nothing for it", refusal, StringComparison.Ordinal);
            Assert.Equal(values, ModelsInCode.Values(now));
        }
        now.LoadWeights(net.Save(1, format, _folder), LoadOptions.Renamed("a2", "a") | LoadOptions.Renamed("b", "b"));
        Assert.Equal(ModelsInCode.Values(before), ModelsInCode.Values(now));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void LoadWeights_WhereANewLayerGotTheFormerName_BeginsItAnew(string format)
    {
        const string Before = Head + "[Dense(4)] public partial Dense A { get; } }";
        const string Now = Head + "[Dense(4), Reinitialized(Since = 2)] public partial Dense A { get; } [Dense(4), FormerName(\"a\", Since = 2)] public partial Dense A2 { get; } }";
        var net = new VersionedModel(Before, Now);
        using var before = net.Version(1);
        foreach (var path in (string[])[net.Save(1, format, _folder), Foreign(before)])
        {
            using var now = net.Newest();
            var report = now.LoadWeights(path);
            Assert.Equal(Of(before, "a", "kernel"), Of(now, "a2", "kernel"));
            Assert.Equal(["a/kernel", "a/bias"], report.Reinitialized.Select(static v => $"{v.Layer}/{v.Name}"));
            Assert.Equal(["a2 was called 'a'", "a begins anew"], Assert.Single(report.Migrations).Changes);
        }
    }

    [Fact]
    public void LoadWeights_WhereAFormerNameLeadsToNothing_SaysSo()
    {
        var net = new VersionedModel(
            Head + "[Dense(4)] public partial Dense A { get; } }",
            Head + "[Dense(4), FormerName(\"zz\")] public partial Dense A2 { get; } }");
        using var now = net.Newest();
        var message = Assert.Throws<WeightLoadException>(() => now.LoadWeights(net.Save(1, ".safetensors", _folder))).Message;
        Assert.Contains("[FormerName] on a2 leads to nothing: no version of the contract has 'zz'", message, StringComparison.Ordinal);
        Assert.DoesNotContain("is known)", message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void LoadWeights_WhereALaterLayerGotTheFormerName_NamesBoth(string format)
    {
        var net = new VersionedModel(
            Head + "[Dense(4)] public partial Dense A { get; } }",
            Head + "[Dense(4), FormerName(\"a\", Since = 2)] public partial Dense B { get; } }",
            Head + "[Dense(4), FormerName(\"a\", Since = 2)] public partial Dense B { get; } [Dense(4)] public partial Dense A { get; } }");
        using var before = net.Version(1);
        using var now = net.Newest();
        foreach (var path in (string[])[net.Save(1, format, _folder), Foreign(before)])
            Assert.Contains("'a' in the file is b's", Assert.Throws<WeightLoadException>(() => now.LoadWeights(path)).Message, StringComparison.Ordinal);
        now.LoadWeights(net.Save(1, format, _folder), LoadOptions.AllowMissing);
        Assert.Equal(Of(before, "a", "kernel"), Of(now, "b", "kernel"));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void LoadWeights_OfModelsInListsAndModels_KnowsTheirLayers(string format)
    {
        const string Block = "[Model, Input(4)] public partial class Block { [Dense(4)] public partial Dense Fc { get; } } ";
        const string Block2 = "[Model, Input(4)] public partial class Block { [Dense(4), FormerName(\"fc\")] public partial Dense Linear { get; } } ";
        var net = new VersionedModel(
            Block + Head + "[Repeat(2)] public partial Layers<Block> Blocks { get; } public partial Block Tower { get; } }",
            Block2 + Head + "[Repeat(2), FormerName(\"blocks\")] public partial Layers<Block> Stages { get; } [FormerName(\"tower\")] public partial Block Top { get; } }");
        using var before = net.Version(1);
        using var now = net.Newest();
        var report = now.LoadWeights(net.Save(1, format, _folder));
        Assert.Equal(ModelsInCode.Values(before), ModelsInCode.Values(now));
        Assert.Contains("stages_1/linear was called 'blocks_1/fc'", Assert.Single(report.Migrations).Changes);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void LoadWeights_OfLayersWithCellsAndOfAModelsOwnWeights_KnowsTheirNames(string format)
    {
        var net = new VersionedModel(
            "[Model] public partial class Net { [Variable(3)] public partial Variable Offset { get; } [Bidirectional, LSTM(2)] public partial Bidirectional Rnn { get; } Tensor Forward([Input(5, 3)] Tensor x) => Rnn.Forward(x - Offset); }",
            "[Model] public partial class Net { [Variable(3), FormerName(\"offset\")] public partial Variable Shift { get; } [Bidirectional, LSTM(2), FormerName(\"rnn\")] public partial Bidirectional Encoder { get; } Tensor Forward([Input(5, 3)] Tensor x) => Encoder.Forward(x - Shift); }");
        using var before = net.Version(1);
        using var now = net.Newest();
        var report = now.LoadWeights(net.Save(1, format, _folder));
        Assert.Equal(ModelsInCode.Values(before), ModelsInCode.Values(now));
        Assert.Contains(report.Loaded, static v => v is { Layer: "", Name: "shift" });
    }

    [Fact]
    public void LoadWeights_WithoutAWay_NamesBothVersionsAndTheWay()
    {
        var net = new VersionedModel(One, NewHead.Replace(", Reinitialized(Since = 2)", "", StringComparison.Ordinal));
        using var now = net.Newest();
        var values = ModelsInCode.Values(now);
        var path = net.Save(1, ".safetensors", _folder);
        var error = Assert.Throws<WeightLoadException>(() => now.LoadWeights(path));
        Assert.Contains("It was saved with version 1 of Net's weight contract, the class is version 2, and no way leads from the one to the other", error.Message, StringComparison.Ordinal);
        Assert.Contains("[Reinitialized(Since = 2)]", error.Message, StringComparison.Ordinal);
        Assert.Contains("[WeightMigration(From = 1)] static Weights Upgrade(WeightsV1 old, Weights fresh)", error.Message, StringComparison.Ordinal);
        Assert.Contains("output/kernel is (3, 5) float32 in the model and (3, 2)", error.Message, StringComparison.Ordinal);
        Assert.Equal(values, ModelsInCode.Values(now));
        Assert.Equal(error.Message, now.CheckWeights(path).Refusal);
        // The options mean what they mean everywhere.
        Assert.Equal(2, now.LoadWeights(path, LoadOptions.SkipMismatch).Reinitialized.Count);
    }

    [Fact]
    public void LoadWeights_OfABehaviourThatChanged_IsRefusedAsEverywhere()
    {
        var net = new VersionedModel(One, Renamed.Replace("[Dense(3), F", "[Dense(3, Activation = Activation.Tanh), F", StringComparison.Ordinal));
        using var now = net.Newest();
        var path = net.Save(1, ".weights.h5", _folder);
        var message = Assert.Throws<WeightLoadException>(() => now.LoadWeights(path)).Message;
        Assert.Contains("body: activation is tanh and was linear", message, StringComparison.Ordinal);
        Assert.Contains("the class is version 2, which computes something else from the same weights:", message, StringComparison.Ordinal);
        Assert.Contains("Upgrade(WeightsV1 old, Weights fresh) => fresh, where the old weights are right as they are.", message, StringComparison.Ordinal);
        Assert.Equal(["body: activation is tanh and was linear"], now.LoadWeights(path, LoadOptions.AllowBehaviourChange).BehaviourChanges);
    }

    // Files that Keras, or anybody, wrote without a version.
    [Fact]
    public void LoadWeights_FromAVersionThatTheCallerNames_TakesTheWayFromThere()
    {
        var net = new VersionedModel(One, NewHead.Replace("Hidden", "Body", StringComparison.Ordinal).Replace("[Dense(3)]", "[Dense(3), FormerName(\"hidden\")]", StringComparison.Ordinal));
        using var before = net.Version(1);
        using var now = net.Newest();
        var path = Foreign(before);
        Assert.Throws<WeightLoadException>(() => now.LoadWeights(path));
        var report = now.LoadWeights(path, LoadOptions.FromVersion(1));
        Assert.Equal(Of(before, "hidden", "kernel"), Of(now, "body", "kernel"));
        Assert.Equal((1, 2), (report.ContractVersion, report.Reinitialized.Count));
        Assert.Contains("LoadOptions.FromVersion", report.BehaviourUnchecked, StringComparison.Ordinal);
    }

    [Fact]
    public void FromVersion_OfAVersionThatThereIsNot_OrThatTheFileContradicts_IsRefused()
    {
        var net = new VersionedModel(One, Renamed);
        using var now = net.Newest();
        using var before = net.Version(1);
        var foreign = Foreign(before);
        Assert.Contains("keeps version 1 beside the class's own", Assert.Throws<ArgumentException>(() => now.LoadWeights(foreign, LoadOptions.FromVersion(9))).Message, StringComparison.Ordinal);
        var own = net.Save(2, ".safetensors", _folder);
        Assert.Contains("was saved with version 2", Assert.Throws<ArgumentException>(() => now.LoadWeights(own, LoadOptions.FromVersion(1))).Message, StringComparison.Ordinal);
        Assert.True(now.LoadWeights(net.Save(1, ".safetensors", _folder), LoadOptions.FromVersion(1)).IsComplete);
        Assert.Throws<ArgumentOutOfRangeException>(() => LoadOptions.FromVersion(0));
        Assert.Throws<ArgumentException>(() => LoadOptions.FromVersion(1) | LoadOptions.FromVersion(2));
        Assert.Equal("AllowUnused | FromVersion(1)", (LoadOptions.FromVersion(1) | LoadOptions.AllowUnused).ToString());
    }

    private string Foreign(Model model)
    {
        var path = _folder.PathOf("foreign.safetensors");
        SafetensorsWriter.Save(
            path,
            model.Layers.SelectMany(static layer => layer.Variables).ToDictionary(static v => v.FullName, static v => ArrayToWrite.Of(v.Shape, () => v.Values)),
            new Dictionary<string, string>());
        return path;
    }
}
