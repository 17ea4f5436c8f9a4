namespace GenNet.Contracts;

/// <summary>What becomes of weights that were saved before an edit, a line a format.</summary>
public static class FormatTable
{
    private const int NameWidth = 34;

    /// <summary>The lines.</summary>
    /// <param name="changes">How the model differs from what weights were saved with.</param>
    /// <param name="forecasts">What the formats of others do; none if that isn't known.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<ContractChange> changes, IReadOnlyList<FormatForecast> forecasts)
    {
        yield return Line("GenNet: its own files and .keras", changes.Select(static change => change.Severity).DefaultIfEmpty().Max() switch
        {
            ChangeSeverity.Compatible => "loads",
            ChangeSeverity.Behaviour => "refuses without LoadOptions.AllowBehaviourChange",
            _ => "refuses without LoadOptions that let it pass: see the ways out",
        });
        foreach (var forecast in forecasts)
            yield return Line(LongNameOf(forecast.Format), Describe(forecast));
    }

    private static string Line(string format, string what) => $"{format.PadRight(NameWidth)}  {what}";

    private static string LongNameOf(ForeignLoading format) => format switch
    {
        ForeignLoading.Keras3 => "Keras 3: .weights.h5",
        ForeignLoading.LegacyInOrder => "Keras: legacy HDF5, in order",
        ForeignLoading.LegacyByName => "Keras: legacy HDF5, by_name",
        _ => "TensorFlow: checkpoint",
    };

    private static string Describe(FormatForecast forecast) => forecast.Result switch
    {
        FormatResult.Loads => "loads",
        FormatResult.LeavesOut => $"loads, and drops {string.Join(", ", forecast.LeftOut)}{(forecast.Format == ForeignLoading.TensorFlowCheckpoint ? ", with a line in the log" : " without a word")}",
        FormatResult.SilentlyWrong => $"loads silently wrong: {Received(forecast)}",
        _ => forecast.Misplaced.Count == 0 ? $"fails: {forecast.Problem}" : $"fails: {forecast.Problem}; before that {Received(forecast)}",
    };

    private static string Received(FormatForecast forecast) =>
        string.Join(", ", forecast.Misplaced.Select(static pair => $"{pair.Variable} receives {pair.Source}"));
}
