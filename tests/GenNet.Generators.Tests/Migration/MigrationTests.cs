using GenNet.Contracts;
using GenNet.Generators.Tests.Compatibility;
using GenNet.Generators.Tests.Models;
using GenNet.TestSupport;
using static GenNet.Generators.Tests.Migration.VersionedModel;

namespace GenNet.Generators.Tests.Migration;

/// <summary>Files of older versions load through the class's migrations.</summary>
public sealed class MigrationTests : IDisposable
{
    private const string Head = "[Model, Input(4)] public partial class Net { ";
    private const string One = Head + "[Dense(3)] public partial Dense Hidden { get; } [BatchNormalization] public partial BatchNormalization Norm { get; } [Dense(2)] public partial Dense Output { get; } }";
    private const string Two = Head + "[Dense(3)] public partial Dense Body { get; } [BatchNormalization] public partial BatchNormalization Norm { get; } [Dense(4)] public partial Dense Output { get; } ";
    private const string Three = Head + "[Dense(3)] public partial Dense Body { get; } [BatchNormalization] public partial BatchNormalization Norm { get; } [Dense(6)] public partial Dense Classes { get; } ";

    private const string OneToTwo = """
        [WeightMigration(From = 1)]
        private static WeightsV2 Widen(WeightsV1 old, WeightsV2 fresh) => fresh with
        {
            Body = new() { Kernel = old.Hidden.Kernel, Bias = old.Hidden.Bias },
            Output = new() { Kernel = Padded(old.Output.Kernel, 4), Bias = Padded(old.Output.Bias, 4) },
        };
        """;

    private const string TwoToThree = """
        [WeightMigration(From = 2)]
        private static Weights Upgrade(WeightsV2 old, Weights fresh) => fresh with { Classes = fresh.Classes with { Bias = Padded(old.Output.Bias, 6) } };
        """;

    private const string Padded = """
        private static GenNet.Tensor Padded(GenNet.Tensor tensor, int width)
        {
            var before = tensor.Shape[-1];
            var rows = tensor.Values.Length / before;
            var values = new float[rows * width];
            for (var row = 0; row < rows; row++)
                System.Array.Copy(tensor.Values, row * before, values, row * width, before);
            return new(tensor.Shape.Rank == 1 ? GenNet.Specs.TensorShape.Of(width) : GenNet.Specs.TensorShape.Of(rows, width), values);
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(".weights.h5")]
    [InlineData(".safetensors")]
    public void LoadWeights_OfAVersion1File_GoesThroughVersion2Into3(string format)
    {
        var net = new VersionedModel(One, Two + "}", Three + OneToTwo + TwoToThree + Padded + "}");
        using var before = net.Version(1);
        using var now = net.Newest(5);
        using var fresh = net.Newest(5);
        var path = net.Save(1, format, _folder);
        var check = now.CheckWeights(path);
        Assert.Equal(ModelsInCode.Values(fresh), ModelsInCode.Values(now));

        var report = now.LoadWeights(path);

        Assert.Equal(Of(before, "hidden", "kernel"), Of(now, "body", "kernel"));
        Assert.Equal(Of(before, "norm", "moving_variance"), Of(now, "norm", "moving_variance"));
        Assert.Equal([.. Of(before, "output", "bias"), 0, 0, 0, 0], Of(now, "classes", "bias"));
        Assert.Equal(Of(fresh, "classes", "kernel"), Of(now, "classes", "kernel"));
        Assert.Equal(
            ["version 1 → version 2, by Net.Widen: made body/kernel, body/bias, output/kernel, output/bias", "version 2 → version 3, by Net.Upgrade: made classes/bias; classes/kernel begins anew"],
            report.Migrations.Select(static step => step.ToString()));
        Assert.Equal("classes/kernel", Assert.Single(report.Reinitialized.Select(static v => $"{v.Layer}/{v.Name}")));
        Assert.Equal((1, null, true), (report.ContractVersion, report.Refusal, report.IsComplete));
        Assert.Equal(check.ToString(), report.ToString());
        now.LoadWeights(net.Save(2, format, _folder));
        Assert.True(now.LoadWeights(net.Save(3, format, _folder)).Migrations is []);
    }

    // From 1 to 2 names decide, as the class has them today; from 2 on the migration.
    [Fact]
    public void LoadWeights_WhereOnlyTheLaterStepIsAMigration_GetsThereByNames()
    {
        var three = Head + "[Dense(3), FormerName(\"hidden\")] public partial Dense Body { get; } [BatchNormalization] public partial BatchNormalization Norm { get; } [Dense(6)] public partial Dense Classes { get; } "
            + TwoToThree + Padded + "}";
        var net = new VersionedModel(One, One.Replace("Hidden", "Body", StringComparison.Ordinal), three);
        using var before = net.Version(1);
        using var now = net.Newest();
        var report = now.LoadWeights(net.Save(1, ".weights.h5", _folder));
        Assert.Equal(Of(before, "hidden", "kernel"), Of(now, "body", "kernel"));
        Assert.Equal([.. Of(before, "output", "bias"), 0, 0, 0, 0], Of(now, "classes", "bias"));
        Assert.Equal(["version 1 → version 2: body was called 'hidden'", "version 2 → version 3, by Net.Upgrade: made classes/bias; classes/kernel begins anew"], report.Migrations.Select(static step => step.ToString()));
    }

    [Fact]
    public void WeightsV1_OfListsModelsAndCells_HasTheirShape()
    {
        const string Block = "[Model, Input(4)] public partial class Block { [Dense(4)] public partial Dense Fc { get; } } ";
        var net = new VersionedModel(
            Block + "[Model] public partial class Net { [Variable(4)] public partial Variable Offset { get; } [Repeat(2)] public partial Layers<Block> Blocks { get; } public partial Block Tower { get; } [Reshape(2, 2)] public partial Reshape Pairs { get; } [Bidirectional, LSTM(2)] public partial Bidirectional Rnn { get; } "
                + "Tensor Forward([Input(4)] Tensor x) { x = x - Offset; foreach (var block in Blocks) x = block.Forward(x); return Rnn.Forward(Pairs.Forward(Tower.Forward(x))); } }",
            Block + "[Model] public partial class Net { [Variable(4)] public partial Variable Shift { get; } [Dense(4)] public partial Dense First { get; } public partial Block Tower { get; } [Reshape(2, 2)] public partial Reshape Pairs { get; } [LSTM(2)] public partial LSTM Encoder { get; } "
                + "Tensor Forward([Input(4)] Tensor x) => Encoder.Forward(Pairs.Forward(Tower.Forward(First.Forward(x - Shift)))); "
                + """
                [WeightMigration(From = 1)]
                private static Weights Upgrade(WeightsV1 old, Weights fresh) => fresh with
                {
                    Shift = old.Offset,
                    First = new() { Kernel = old.Blocks[1].Fc.Kernel, Bias = old.Blocks[0].Fc.Bias },
                    Tower = new() { Fc = new() { Kernel = old.Tower.Fc.Kernel, Bias = old.Tower.Fc.Bias } },
                    Encoder = new() { Kernel = old.Rnn.ForwardLayer.Kernel, RecurrentKernel = old.Rnn.BackwardLayer.RecurrentKernel, Bias = old.Rnn.ForwardLayer.Bias },
                };
                }
                """);
        foreach (var format in (string[])[".weights.h5", ".safetensors"])
        {
            using var before = net.Version(1);
            using var now = net.Newest();
            now.LoadWeights(net.Save(1, format, _folder));
            Assert.Equal(Of(before, "", "offset"), Of(now, "", "shift"));
            Assert.Equal(Of(before, "blocks_1/fc", "kernel"), Of(now, "first", "kernel"));
            Assert.Equal(Of(before, "tower/fc", "kernel"), Of(now, "tower/fc", "kernel"));
            Assert.Equal(
                before.Layers.Single(static l => l.Description.KerasName == "rnn").Variables.Single(static v => v.Name == "forward_layer/kernel").Values.ToArray(),
                now.Layers.Single(static l => l.Description.KerasName == "encoder").Variables[0].Values.ToArray());
        }
    }

    [Theory]
    [InlineData("throw new System.InvalidOperationException(\"no such classes\")", "Net.Upgrade, which migrates version 1, failed with InvalidOperationException: no such classes")]
    [InlineData("null!", "it returned null")]
    [InlineData("fresh with { Body = fresh.Body with { Kernel = old.Output.Kernel } }", "returned body/kernel of shape (3, 2), and it is (4, 3)")]
    [InlineData("fresh with { Body = fresh.Body with { Kernel = null! } }", "returned null for body/kernel")]
    public void LoadWeights_WhereAMigrationFails_ChangesNothingAndSaysSo(string result, string message)
    {
        var net = new VersionedModel(One, Two + $"[WeightMigration(From = 1)] private static Weights Upgrade(WeightsV1 old, Weights fresh) => {result}; }}");
        using var now = net.Newest();
        var values = ModelsInCode.Values(now);
        var path = net.Save(1, ".safetensors", _folder);
        var error = Assert.Throws<WeightLoadException>(() => now.LoadWeights(path));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains("nothing was loaded", error.Message, StringComparison.Ordinal);
        Assert.Equal(values, ModelsInCode.Values(now));
        Assert.Equal(error.Message, now.CheckWeights(path).Refusal);
    }

    [Theory]
    [InlineData("fresh", "body/kernel begins anew|body/bias begins anew|output/kernel begins anew|output/bias begins anew")]
    [InlineData("fresh with { Body = new() { Kernel = old.Hidden.Kernel, Bias = fresh.Body.Bias }, Output = new() { Kernel = fresh.Output.Kernel, Bias = fresh.Output.Bias } }", "made body/kernel|body/bias begins anew|output/kernel begins anew|output/bias begins anew")]
    public void LoadWeights_WhereAMigrationLeavesVariables_NamesThoseThatBeginAnew(string result, string changes)
    {
        var net = new VersionedModel(One, Two + $"[WeightMigration(From = 1)] private static Weights Upgrade(WeightsV1 old, Weights fresh) => {result}; }}");
        using var now = net.Newest();
        var report = now.LoadWeights(net.Save(1, ".safetensors", _folder));
        Assert.Equal(changes, string.Join("|", Assert.Single(report.Migrations).Changes));
        Assert.Equal(changes.Split('|').Count(static change => change.EndsWith("anew", StringComparison.Ordinal)), report.Reinitialized.Count);
    }

    // A file whose arrays aren't those of its version is damaged, whatever migration there is.
    [Fact]
    public void LoadWeights_OfAFileThatIsNotWhatItSays_IsRefused()
    {
        var net = new VersionedModel(One, Two + "[WeightMigration(From = 1)] private static Weights Upgrade(WeightsV1 old, Weights fresh) => fresh; }");
        using var now = net.Newest();
        using var other = net.Version(2);
        var path = _folder.PathOf("other.safetensors");
        other.SaveWeights(path);
        File.WriteAllText(path, File.ReadAllText(path, System.Text.Encoding.Latin1).Replace(net.Contract.Versions[0].Hash, net.Contract.Versions[1].Hash, StringComparison.Ordinal), System.Text.Encoding.Latin1);
        Assert.Contains("does not fit Net (version 1 of its weight contract)", Assert.Throws<WeightLoadException>(() => now.LoadWeights(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("1x")]
    [InlineData("weights_v1")]
    [InlineData("equals")]
    [InlineData("hidden_weights")]
    [InlineData("<b>&")]
    public void WeightsV1_OfAnyNames_Compiles(string name)
    {
        var contract = new VersionedModel(One, Two + "}").Contract;
        var text = contract.ToString().Replace("  output ", $"  {(name.All(static c => char.IsLetterOrDigit(c) || c == '_') ? name : $"\"{name}\"")} ", StringComparison.Ordinal);
        Compile(Two + "[WeightMigration(From = 1)] private static Weights Upgrade(WeightsV1 old, Weights fresh) => fresh; }", WeightContract.Parse(text).Contract!);
    }

    [Theory]
    [InlineData("saved.weights.h5")]
    [InlineData("saved.safetensors")]
    public void LoadWeights_OfAFileOf010_TakesTheDeclaredWay(string file)
    {
        var release = new Release010("Mlp");
        var contract = WeightContract.Parse(release.Contract!).Contract!.Freeze();
        var source = release.ClassSource;
        var property = System.Text.RegularExpressions.Regex.Match(source, @"public partial Dense (\w+)");
        var renamed = source[..property.Index] + $"[FormerName(\"{Naming.SnakeCase.Of(property.Groups[1].Value)}\")] public partial Dense Renamed" + source[(property.Index + property.Length)..];
        var models = ModelCompiler.CompileBeside([new ContractText("Mlp.weights.txt", contract.ToString())], renamed);
        using var now = models.Create();
        var report = now.LoadWeights(release.PathOf(file));
        Assert.True(report.IsComplete);
        Assert.Contains("renamed was called", Assert.Single(report.Migrations).ToString(), StringComparison.Ordinal);
        Assert.Equal(release.Expected("weights/").Values.SelectMany(static v => v).Order(), ModelsInCode.Values(now).Order());
    }
}
