namespace GenNet.Training.Optimizers;

/// <summary>Trained weights as pieces of work. The cut depends on the variables alone, not on the number of threads.</summary>
internal static class WeightPieces
{
    private const int LargestRange = 16 * 1024;

    /// <summary>The pieces in which <paramref name="optimizer"/> takes <paramref name="trained"/>.</summary>
    public static WeightPlace[] Of(Optimizer optimizer, TrainedWeights trained) => optimizer.UpdatesWholeVariables
        ? [.. trained.Variables.Select(static v => new WeightPlace(v.Offset, (int)v.Shape.ElementCount, v))]
        : [.. trained.Ranges.SelectMany(Cut)];

    private static IEnumerable<WeightPlace> Cut(WeightRange range)
    {
        for (var first = 0; first < range.Count; first += LargestRange)
            yield return new(range.Start + first, Math.Min(LargestRange, range.Count - first), null);
    }
}

/// <summary>Where a <see cref="WeightPiece"/> lies.</summary>
/// <param name="Start">Where it begins in the weight arena.</param>
/// <param name="Count">Number of weights.</param>
/// <param name="Variable">The variable that it is; null for a range.</param>
internal readonly record struct WeightPlace(int Start, int Count, VariableDescription? Variable);
