using System.Text.Json;
using GenNet.Contracts;
using GenNet.TestSupport;
using GenNet.Weights.KerasConfig;

namespace GenNet.Tests.Contracts;

/// <summary>
/// Pairs of a model before and after an edit, with what the real Keras did to the weights: silence on a harmless edit and the right names
/// on every other. The differ isn't told of renames, so <c>…_without_renames</c> is its truth where there are any.
/// </summary>
public sealed class EvolutionTests(ITestOutputHelper output)
{
    private const string Folder = "evolutions";

    [Fact]
    public void Compare_WhenModelsEvolve_HasNoMissAndNoFalseAlarm()
    {
        Assert.SkipUnless(FixtureTree.Has(Folder), "The tree of fixtures has no evolutions.");
        var (hits, silent, failures, unsupported) = (0, 0, new List<string>(), new List<string>());
        foreach (var pair in Directory.GetDirectories(FixtureTree.PathOf(Folder)).Order(StringComparer.Ordinal).Select(Path.GetFileName))
        {
            var truth = FixtureTree.Json(Folder, pair!, "truth.json");
            if (Read(pair!, "before.json", unsupported) is not { } before || Read(pair!, "after.json", unsupported) is not { } after)
                continue;
            var warnings = ContractDiff.Compare(before, after).Where(static c => c.Severity != ChangeSeverity.Compatible).ToArray();
            var verdict = warnings.Length == 0 ? "compatible" : warnings.Max(static c => c.Severity).ToString().ToLowerInvariant();
            var names = warnings.SelectMany(static c => c.Names).Distinct().Order(StringComparer.Ordinal);
            var (expected, expectedNames) = (Text(truth, "verdict"), Names(truth, "names"));
            if (verdict != expected || !names.SequenceEqual(expectedNames))
                failures.Add($"{pair}: {verdict} [{string.Join(", ", names)}], and Keras says {expected} [{string.Join(", ", expectedNames)}]");
            else if (expected == "compatible")
                silent++;
            else
                hits++;
        }
        output.WriteLine($"{hits} hits, {silent} rightly silent, {failures.Count} wrong, {unsupported.Count} not supported:");
        foreach (var line in failures.Concat(unsupported))
            output.WriteLine(line);
        Assert.Empty(failures);
        Assert.True(hits > 0 && silent > 0, "No pair has supported layers alone.");
    }

    private static ContractVersion? Read(string pair, string file, List<string> unsupported)
    {
        try
        {
            return ContractVersion.Of(KerasConfigReader.ReadFile(FixtureTree.PathOf(Folder, pair, file)).Spec);
        }
        catch (KerasConfigException)
        {
            unsupported.Add(pair);
            return null;
        }
    }

    private static JsonElement Truth(JsonElement truth, string key) =>
        truth.TryGetProperty(key + "_without_renames", out var untold) ? untold : truth.GetProperty(key);

    private static string Text(JsonElement truth, string key) => Truth(truth, key).GetString()!;

    private static string[] Names(JsonElement truth, string key) =>
        [.. Truth(truth, key).EnumerateArray().Select(static n => n.GetString()!).Order(StringComparer.Ordinal)];
}
