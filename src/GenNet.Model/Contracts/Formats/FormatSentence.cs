namespace GenNet.Contracts;

/// <summary>What Keras' and TensorFlow's formats would do, in one short sentence; the worst goes first.</summary>
public static class FormatSentence
{
    /// <summary>The sentence about <paramref name="change"/>; null if there is nothing to say.</summary>
    /// <param name="change">A change.</param>
    /// <param name="forecasts">What the formats do with all changes.</param>
    public static string? Of(ContractChange change, IReadOnlyList<FormatForecast> forecasts)
    {
        if (change.Severity == ChangeSeverity.Compatible || forecasts.Count == 0)
            return null;
        if (MovesPlaces(change) && SilentlyWrong(forecasts) is { } wrong)
            return wrong;
        if (change.Severity == ChangeSeverity.Behaviour)
            return "no format of Keras or TensorFlow notices";
        var leftOut = forecasts.Where(forecast => forecast.Result == FormatResult.LeavesOut && forecast.LeftOut.Any(change.Names.Contains)).ToArray();
        if (leftOut.Length > 0)
        {
            // TensorFlow says it in its log.
            var unsaid = leftOut.All(static forecast => forecast.Format != ForeignLoading.TensorFlowCheckpoint) ? " without a word" : "";
            return $"{List(leftOut)} would drop '{leftOut[0].LeftOut.First(change.Names.Contains)}'{unsaid}";
        }
        var failing = forecasts.Where(static forecast => forecast.Result == FormatResult.Fails).ToArray();
        return failing.Length == 0 ? null
            : failing.Length == forecasts.Count ? "no format of Keras or TensorFlow would load this"
            : $"{List(failing)} would not load this";
    }

    /// <summary>The formats that load without an error and put values where they don't belong; null if none does.</summary>
    /// <param name="forecasts">What the formats do.</param>
    public static string? SilentlyWrong(IReadOnlyList<FormatForecast> forecasts)
    {
        var clauses = forecasts.Where(static forecast => forecast.Result == FormatResult.SilentlyWrong)
            .GroupBy(static forecast => forecast.Misplaced[0])
            .Select(static group => $"{List(group)} would load this silently wrong: '{group.Key.Variable}' would receive '{group.Key.Source}'{(group.Key.Variable == group.Key.Source ? " of another layer, which had its name" : "")}")
            .ToArray();
        return clauses.Length == 0 ? null : string.Join(", ", clauses);
    }

    /// <summary>Whether a change gives layers with weights other places, and so is what misleads formats that go by them.</summary>
    public static bool MovesPlaces(ContractChange change) => change.Parts.Any(static part => part.Kind switch
    {
        ChangeKind.ConnectionChanged or ChangeKind.OutputsChanged or ChangeKind.Reordered or ChangeKind.VariableAdded or ChangeKind.VariableRemoved => true,
        ChangeKind.LayerAdded or ChangeKind.LayerRemoved or ChangeKind.LayerRenamed or ChangeKind.KindChanged => part.Old is { Variables.Count: > 0 } || part.New is { Variables.Count: > 0 },
        _ => false,
    });

    private static string List(IEnumerable<FormatForecast> forecasts)
    {
        var names = forecasts.Select(static forecast => forecast.Name).ToArray();
        return names.Length == 1 ? names[0] : $"{string.Join(", ", names.Take(names.Length - 1))} and {names[names.Length - 1]}";
    }
}
