using System.IO.Compression;
using System.Text.Json;
using GenNet.TestSupport;
using GenNet.Weights.KerasH5;

namespace GenNet.Conformance.Archives;

/// <summary>
/// A whole model saved before an edit, loaded Strict into the class after it: what the edit broke or what computes something else is refused, and what is
/// compatible loads each variable where it belongs.
/// </summary>
public sealed class EvolutionLoadTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gennet");

    public static TheoryData<string> Pairs => [.. EvolutionFixture.Names];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void LoadWeights_OfTheModelBefore_IsRefusedOrRight(string pair)
    {
        var (truth, path) = Start(pair, CompressionLevel.NoCompression);
        using var model = EvolutionFixture.Create(pair);
        var initial = Values(model);
        var error = Record.Exception(() => model.LoadWeights(path));

        if (Verdict(truth) == "compatible")
        {
            Assert.Null(error);
            CheckPlaces(pair, truth, model);
            return;
        }
        if (Verdict(truth) == "behaviour")
            Assert.SkipUnless(EvolutionFixture.CanCompare(pair), "not supported: a layer of the model before");
        var refusal = Assert.IsType<WeightLoadException>(error);
        Assert.Equal(initial, Values(model));
        // Of layers that are gone the file has arrays alone; beside a layer with variables that is new or gone, others are not named.
        var now = model.Layers.SelectMany(static l => l.Variables).Select(static v => $"{v.LayerName}/{v.Name}").ToHashSet();
        Assert.All(Named(truth).Where(name => Verdict(truth) == "behaviour" || now.Contains(name)), name => Assert.Contains(name, refusal.Message, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void LoadWeights_WithAllowBehaviourChange_LoadsWhatOnlyComputesOtherwise(string pair)
    {
        var (truth, path) = Start(pair, CompressionLevel.Optimal);
        Assert.SkipUnless(Verdict(truth) == "behaviour" && EvolutionFixture.CanCompare(pair), "The edit changes something else.");
        using var model = EvolutionFixture.Create(pair);

        var report = model.LoadWeights(path, LoadOptions.AllowBehaviourChange);

        CheckPlaces(pair, truth, model);
        Assert.All(Named(truth), name => Assert.Contains(report.BehaviourChanges, change => change.Contains(name, StringComparison.Ordinal)));
        Assert.Contains(nameof(LoadOptions.AllowBehaviourChange), model.CheckWeights(path).Refusal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private (JsonElement Truth, string Path) Start(string pair, CompressionLevel compression)
    {
        Assert.SkipUnless(EvolutionFixture.CanBuild(pair), "not supported: a layer of the model after");
        var path = Path.Combine(_folder.FullName, "before.keras");
        EvolutionFixture.WriteBefore(pair, path, compression);
        return (EvolutionFixture.Truth(pair), path);
    }

    private static void CheckPlaces(string pair, JsonElement truth, Model model)
    {
        using var before = KerasWeightsFile.Open(EvolutionFixture.PathOf(pair, "before.weights.h5"));
        var stored = truth.GetProperty("stored").GetProperty("keras3");
        foreach (var variable in model.Layers.SelectMany(static l => l.Variables))
        {
            var source = truth.GetProperty("intended").GetProperty($"{variable.LayerName}/{variable.Name}").GetString()!;
            Assert.True(before.TryGetTensor(stored.GetProperty(source).GetString()!, out var array));
            Assert.True(array.ToFloats().SequenceEqual(variable.ToTensor().Values), $"{pair}: {variable.LayerName}/{variable.Name} is not {source}.");
        }
    }

    // Strict knows of no renames.
    private static string Verdict(JsonElement truth) => Untold(truth, "verdict").GetString()!;

    private static IEnumerable<string> Named(JsonElement truth) => Untold(truth, "names").EnumerateArray().Select(static n => n.GetString()!);

    private static JsonElement Untold(JsonElement truth, string key) =>
        truth.TryGetProperty(key + "_without_renames", out var untold) ? untold : truth.GetProperty(key);

    private static float[][] Values(Model model) => [.. model.Layers.SelectMany(static l => l.Variables).Select(static v => v.ToTensor().Values)];
}
