using System.Globalization;
using GenNet.Generators.Tests.Models;
using GenNet.TestSupport;
using GenNet.Weights;
using GenNet.Weights.Safetensors;
using Microsoft.CodeAnalysis;
using static GenNet.Generators.Tests.Migration.VersionedModel;

namespace GenNet.Generators.Tests.Migration;

/// <summary>What the build says of a kept version is what a load of its files then does; and what it tells to write makes it silent, and the load right.</summary>
public sealed class WaysAgreeTests : IDisposable
{
    private const string Head = "[Model, Input(4)] public partial class Net { ";
    private const string AThenB = Head + "[Dense(4)] public partial Dense A { get; } [Dense(4)] public partial Dense B { get; } }";
    private const string Exchanged = Head + "[Dense(4, Name = \"b\"){0}] public partial Dense First { get; } [Dense(4, Name = \"a\"){1}] public partial Dense Second { get; } }";
    private const string Activated = Head + "[Dense(4{0})] public partial Dense A { get; } [Dense(2)] public partial Dense B { get; } }";
    private const string Folded = "[Model, Input({0})] public partial class Net {{ [Flatten] public partial Flatten Flat {{ get; }} [Dense(3){1}] public partial Dense Middle {{ get; }} [Dense(2)] public partial Dense Output {{ get; }} {2} }}";
    private const string Narrow = Head + "[Dense(4)] public partial Dense A { get; } [Dense(2)] public partial Dense B { get; } }";
    private const string Step = "[WeightMigration(From = 1)] static WeightsV2 Step(WeightsV1 old, WeightsV2 fresh) => fresh; ";
    private const string ToClass = "[WeightMigration(From = 1)] static Weights Up(WeightsV1 old, Weights fresh) => fresh; ";

    private static string Wide(string argument, string member) => $"{Head}[Dense(4{argument})] public partial Dense A {{ get; }} [Dense(3)] public partial Dense B {{ get; }} {member}}}";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string[], string> Sequences => new()
    {
        { "exchanged names, declared", [AThenB, Exchange(", FormerName(\"a\", Since = 2)", ", FormerName(\"b\", Since = 2)")], "" },
        { "exchanged names, declared no more", [AThenB, Exchange("", "")], "1" },
        { "exchanged names, Since too late", [AThenB, Exchange("", ""), Exchange(", FormerName(\"a\", Since = 3)", ", FormerName(\"b\", Since = 3)") + " "], "" },
        { "exchanged and exchanged back", [AThenB, Exchange("", ""), AThenB], "2" },
        { "an activation", [Activation(""), Activation(", Activation = Activation.ReLU")], "1" },
        { "an activation and back", [Activation(""), Activation(", Activation = Activation.ReLU"), Activation(", Activation = Activation.Tanh")], "1 2" },
        { "a layer without weights", [AThenB, AThenB.Replace("[Dense(4)] public partial Dense B", "[Softmax] public partial Softmax Soft { get; } [Dense(4)] public partial Dense B", StringComparison.Ordinal)], "1" },
        { "sides in two steps", [Fold("4, 6, 2"), Fold("48"), Fold("6, 4, 2")], "1" },
        { "sides in two steps, the other way", [Fold("4, 6, 2"), Fold("24, 2"), Fold("6, 4, 2")], "1" },
        { "sides, begun anew", [Fold("4, 6, 2"), Fold("6, 4, 2", ", Reinitialized(Since = 2)")], "" },
        { "sides, begun anew without a version", [Fold("4, 6, 2"), Fold("6, 4, 2", ", Reinitialized")], "" },
        { "sides in two steps, of which one is a migration", [Fold("4, 6, 2"), Fold("48"), Fold("6, 4, 2", "", Step)], "1" },
        { "sides in two steps, begun anew at the second", [Fold("4, 6, 2"), Fold("48"), Fold("6, 4, 2", ", Reinitialized(Since = 3)", Step)], "" },
        { "sides, migrated", [Fold("4, 6, 2"), Fold("48"), Fold("6, 4, 2", "", ToClass)], "" },
        { "sides, migrated at the step that has them", [Fold("4, 6, 2"), Fold("6, 4, 2"), Fold("24, 2", "", Step)], "" },
        { "a migration to a version that is no way on", [One(3), One(4), One(5, Step)], "1 2" },
        { "a migration to a version, and names on from there", [One(3), One(4), One(4, "[Dropout(0.5)] public partial Dropout Drop { get; } " + Step)], "" },
        { "a layer of another class and the same shapes", [Head + "[LayerNormalization] public partial LayerNormalization Norm { get; } [Dense(2)] public partial Dense B { get; } }", Head + "[GroupNormalization(Groups = 2)] public partial GroupNormalization Norm { get; } [Dense(2)] public partial Dense B { get; } }"], "1" },
        { "another type", [One(3), One(3).Replace("[Dense(3)]", "[Dense(3, DType = DTypePolicy.Float16)]", StringComparison.Ordinal)], "1" },
        { "begun anew too early", [One(3), One(3).Replace("Dense(2)", "Dense(5)", StringComparison.Ordinal), One(3).Replace("[Dense(2)]", "[Dense(6), Reinitialized(Since = 2)]", StringComparison.Ordinal)], "2" },
        { "an activation after a migration was written", [Narrow, Wide("", ""), Wide(", Activation = Activation.Tanh", ToClass)], "1 2" },
        { "an activation after a migration, and answered", [Narrow, Wide("", ""), Wide(", Activation = Activation.Tanh", ToClass + "[WeightMigration(From = 2)] static Weights Same(WeightsV2 old, Weights fresh) => fresh; ")], "" },
        { "an activation after a migration that leads to its version", [Narrow, Wide("", ""), Wide(", Activation = Activation.Tanh", Step + "[WeightMigration(From = 2)] static Weights Same(WeightsV2 old, Weights fresh) => fresh; ")], "" },
        { "renamed twice, one name declared", [AThenB, AThenB.Replace(" A ", " A2 ", StringComparison.Ordinal), AThenB.Replace("[Dense(4)] public partial Dense A ", "[Dense(4), FormerName(\"a2\")] public partial Dense A3 ", StringComparison.Ordinal)], "1" },
    };

    [Theory]
    [MemberData(nameof(Sequences))]
    public async Task Load_OfEachVersion_DoesWhatTheBuildSays(string what, string[] sources, string refused)
    {
        var net = new VersionedModel(sources);
        var said = await Refused(sources[^1], net);
        Assert.True(refused == string.Join(" ", said.Select(static pair => pair.Version)), $"{what}: {string.Join("\n", said)}");
        foreach (var number in net.Contract.Versions.Select(static version => version.Number))
        {
            using var now = net.Newest();
            var error = Record.Exception(() => now.LoadWeights(net.Save(number, ".safetensors", _folder)));
            Assert.True(said.Any(pair => pair.Version == number) == error is WeightLoadException, $"{what}, version {number}: {error?.ToString() ?? "it loads"}\n{string.Join("\n", said)}");
        }
    }

    public static TheoryData<string, string[], string, string, string> Remedies => new()
    {
        { "names", [AThenB, Exchange("", "")], "[FormerName(\"a\", Since = 2)] on First and [FormerName(\"b\", Since = 2)] on Second", Exchange(", FormerName(\"a\", Since = 2)", ", FormerName(\"b\", Since = 2)"), "b=a a=b" },
        { "a name that was declared", [AThenB, AThenB.Replace(" B ", " C ", StringComparison.Ordinal)], "[FormerName(\"b\", Since = 2)] on C", AThenB.Replace("[Dense(4)] public partial Dense B ", "[Dense(4), FormerName(\"b\", Since = 2)] public partial Dense C ", StringComparison.Ordinal), "a=a c=b" },
        { "begun anew", [Activation(""), Activation(", Activation = Activation.ReLU")], "[Reinitialized(Since = 2)] on A", Activation(", Activation = Activation.ReLU), Reinitialized(Since = 2"), "a= b=b" },
        { "begun anew at the last that has it so", [Activation(""), Activation("").Replace("[Dense(2)]", "[Dropout(0.5)] public partial Dropout Drop { get; } [Dense(2)]", StringComparison.Ordinal), Activation(", Activation = Activation.ReLU")], "[Reinitialized(Since = 3)] on A", Activation(", Activation = Activation.ReLU), Reinitialized(Since = 3"), "a= b=b" },
        { "sides", [Fold("4, 6, 2"), Fold("48"), Fold("6, 4, 2")], "[Reinitialized(Since = 2)] on Middle", Fold("6, 4, 2", ", Reinitialized(Since = 2)"), "middle= output=output" },
        { "sides, by a migration", [Fold("4, 6, 2"), Fold("48"), Fold("6, 4, 2")], "[WeightMigration(From = 1)]", Fold("6, 4, 2", "", ToClass), "middle=middle output=output" },
        { "a migration that leads nowhere", [One(3), One(4), One(5, Step)], "make Step lead from version 1 to the class, so that it returns Weights", One(5, ToClass), "hidden= output=" },
        { "an activation after a migration was written", [Narrow, Wide("", ""), Wide(", Activation = Activation.Tanh", ToClass)], "have Up return WeightsV2, which it was written for, and say what becomes of version 2", Wide(", Activation = Activation.Tanh", Step + "[WeightMigration(From = 2)] static Weights Same(WeightsV2 old, Weights fresh) => fresh; "), "a=a b=" },
        { "a layer that is gone", [AThenB, Head + "[Dense(4)] public partial Dense A { get; } }"], "[WeightMigration(From = 1)]", Head + "[Dense(4)] public partial Dense A { get; } " + ToClass + "}", "a=a" },
        { "a layer without weights", [AThenB, AThenB.Replace("[Dense(4)] public partial Dense B", "[Softmax] public partial Softmax Soft { get; } [Dense(4)] public partial Dense B", StringComparison.Ordinal)], "[WeightMigration(From = 1)]", AThenB.Replace("[Dense(4)] public partial Dense B", ToClass + "[Softmax] public partial Softmax Soft { get; } [Dense(4)] public partial Dense B", StringComparison.Ordinal), "a=a b=b" },
        { "numbers that were read otherwise", [One(3), One(3).Replace("[Dense(3)]", "[Dense(3, DType = DTypePolicy.Float16)]", StringComparison.Ordinal)], "[WeightMigration(From = 1)]", One(3, ToClass).Replace("[Dense(3)]", "[Dense(3, DType = DTypePolicy.Float16)]", StringComparison.Ordinal), "output=output" },
    };

    [Theory]
    [MemberData(nameof(Remedies))]
    public async Task Remedy_OnceWritten_MakesItSilentAndTheLoadRight(string what, string[] sources, string remedy, string mended, string origins)
    {
        var (version, text) = Assert.Single(await Refused(sources[^1], new VersionedModel(sources)), static said => said.Version == 1);
        Assert.True(text.Contains(remedy, StringComparison.Ordinal), $"{what}: {text}");
        var net = new VersionedModel([.. sources[..^1], mended]);
        Assert.DoesNotContain(await Refused(mended, net), static said => said.Version == 1);
        using var before = net.Version(version);
        using var now = net.Newest(7);
        using var initial = net.Newest(7);
        now.LoadWeights(net.Save(version, ".safetensors", _folder));
        foreach (var origin in origins.Split(' ').Select(static pair => pair.Split('=')))
            Assert.Equal(origin[1].Length > 0 ? Of(before, origin[1], "kernel") : Of(initial, origin[0], "kernel"), Of(now, origin[0], "kernel"));
    }

    [Fact]
    public void Load_OfABareFile_SaysWhichOtherVersionItFits()
    {
        var net = new VersionedModel(AThenB, Exchange("", ""));
        using var before = net.Version(1);
        var path = _folder.PathOf("bare.safetensors");
        SafetensorsWriter.Save(path, before.Layers.SelectMany(static layer => layer.Variables).ToDictionary(static v => v.FullName, static v => ArrayToWrite.Of(v.Shape, () => v.Values)), new Dictionary<string, string>());
        using var now = net.Newest();
        Assert.Contains(now.LoadWeights(path).Notes, static note => note.Contains("one of version 1 fits as well and means something else", StringComparison.Ordinal) && note.Contains("LoadOptions.FromVersion(1)", StringComparison.Ordinal));
        Assert.DoesNotContain(now.LoadWeights(path, LoadOptions.FromVersion(2)).Notes, static note => note.Contains("fits as well", StringComparison.Ordinal));
        Assert.Throws<WeightLoadException>(() => now.LoadWeights(path, LoadOptions.FromVersion(1)));
    }

    [Theory]
    [InlineData(", Activation = Activation.ReLU), Reinitialized(Since = 2", "", "would be loaded otherwise (with a begun anew)")]
    [InlineData(", Activation = Activation.ReLU", ToClass, "would be loaded otherwise (by Net.Up)")]
    public void Load_OfABareFile_SaysThatAnotherVersionWouldGoAnotherWay(string argument, string migration, string note)
    {
        var net = new VersionedModel(Activation(""), Activation(argument).Replace("; } }", "; } " + migration + "}", StringComparison.Ordinal));
        using var before = net.Version(1);
        var path = _folder.PathOf("bare.safetensors");
        SafetensorsWriter.Save(path, before.Layers.SelectMany(static layer => layer.Variables).ToDictionary(static v => v.FullName, static v => ArrayToWrite.Of(v.Shape, () => v.Values)), new Dictionary<string, string>());
        using var now = net.Newest();
        Assert.Contains(now.LoadWeights(path).Notes, found => found.Contains($"one of version 1 fits as well and {note}: LoadOptions.FromVersion(1)", StringComparison.Ordinal));
    }

    private static async Task<(int Version, string Text)[]> Refused(string source, VersionedModel net)
    {
        var found = await ContractDiagnostics.Of("using GenNet; " + source, net.Contract.ToString());
        return
        [
            .. found.Where(static d => d.Id == "GN1040").Select(static d => d.GetMessage(CultureInfo.InvariantCulture))
                .Select(static text => (int.Parse(text.Split("version ")[1].Split(' ')[0], CultureInfo.InvariantCulture), text)).OrderBy(static pair => pair.Item1),
        ];
    }

    private static string Exchange(string first, string second) => Exchanged.Replace("{0}", first, StringComparison.Ordinal).Replace("{1}", second, StringComparison.Ordinal);

    private static string Activation(string argument) => Activated.Replace("{0}", argument, StringComparison.Ordinal);

    private static string Fold(string sides, string attribute = "", string migration = "") => string.Format(CultureInfo.InvariantCulture, Folded, sides, attribute, migration);

    private static string One(int units, string migration = "") => $"{Head}[Dense({units})] public partial Dense Hidden {{ get; }} [Dense(2)] public partial Dense Output {{ get; }} {migration}}}";
}
