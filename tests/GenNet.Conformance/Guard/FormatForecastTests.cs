using System.Globalization;
using System.Text.Json;
using GenNet.Contracts;

namespace GenNet.Conformance.Guard;

/// <summary>What a format is said to do with weights saved before an edit is what it did: Keras 3, Keras 2 with legacy HDF5, and TensorFlow checkpoints.</summary>
public sealed class FormatForecastTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, ForeignLoading> s_formats = new()
    {
        ["keras3"] = ForeignLoading.Keras3,
        ["legacy_in_order"] = ForeignLoading.LegacyInOrder,
        ["legacy_by_name"] = ForeignLoading.LegacyByName,
        ["tf_checkpoint"] = ForeignLoading.TensorFlowCheckpoint,
    };

    private static readonly Dictionary<string, FormatResult> s_results = new()
    {
        ["ok"] = FormatResult.Loads,
        ["partial"] = FormatResult.LeavesOut,
        ["error"] = FormatResult.Fails,
        ["silently_wrong"] = FormatResult.SilentlyWrong,
    };

    public static TheoryData<string, string> Loads => [.. EvolutionPair.All.SelectMany(static _ => s_formats.Keys, static (pair, format) => (pair.Name, format))];

    [Theory]
    [MemberData(nameof(Loads))]
    public async Task Forecast_OfAnEvolution_IsWhatHappened(string name, string format)
    {
        var pair = EvolutionPair.All.Single(pair => pair.Name == name);
        Assert.SkipWhen(pair.NotSupported is not null, $"not supported: {pair.NotSupported}");
        var truth = pair.Truth.GetProperty(format);
        Assert.SkipUnless(s_results.TryGetValue(truth.GetProperty("outcome").GetString()!, out var result), "Keras 2 can't build it.");
        Assert.SkipWhen(IsOfOptimizerOrFlag(pair), "What became of it follows from the optimizer or the trainable flags, which are no part of the class.");

        var forecast = FormatForecast.All(ContractVersion.Of(pair.Before!), ContractVersion.Of(pair.After!)).Single(f => f.Format == s_formats[format]);

        Assert.True(result == forecast.Result, $"{forecast.Result} ({forecast.Problem}), and was {result}: {truth.GetProperty("message")}");
        if (result != FormatResult.SilentlyWrong)
            return;
        Assert.Equal(Misplaced(pair, truth).Order(), forecast.Misplaced.Select(static m => (m.Variable, m.Source)).Order());
        var findings = await GuardFindings.Of(pair, told: false);
        output.WriteLine(findings.Text);
        Assert.Contains(findings.Diagnostics, diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture) is var message
            && message.Contains($"'{forecast.Misplaced[0].Variable}' would receive '{forecast.Misplaced[0].Source}'", StringComparison.Ordinal)
            && message[..message.IndexOf("would load this silently wrong", StringComparison.Ordinal)].Contains(forecast.Name, StringComparison.Ordinal));
    }

    private static IEnumerable<(string Variable, string Source)> Misplaced(EvolutionPair pair, JsonElement truth) =>
        from variable in truth.GetProperty("mapping").EnumerateObject()
        where variable.Value.ValueKind == JsonValueKind.String && variable.Value.GetString() != (pair.Truth.GetProperty("intended").GetProperty(variable.Name).GetString() ?? variable.Name)
        select (variable.Name, variable.Value.GetString()!);

    // A message concerns model and optimizer together, and a nested model's order in legacy files depends on what is frozen.
    private static bool IsOfOptimizerOrFlag(EvolutionPair pair) =>
        pair.Truth.GetProperty("kind").EnumerateArray().Select(static kind => kind.GetString()).Any(static kind => kind is "optimizer" or "trainable");
}
