namespace GenNet.Training.Optimizers;

/// <summary>The variables that training changes, as ranges of the weight arena: neighbours are one range, with the gaps between them.</summary>
internal sealed class TrainedWeights
{
    /// <summary>Variables begin at multiples of so many values.</summary>
    private const int Alignment = 16;

    private TrainedWeights(VariableDescription[] variables)
    {
        Variables = variables;
        var ranges = new List<WeightRange>();
        foreach (var variable in variables)
        {
            var end = EndOf(variable);
            if (ranges.Count > 0 && ranges[^1].Start + ranges[^1].Count == variable.Offset)
                ranges[^1] = ranges[^1] with { Count = end - ranges[^1].Start };
            else
                ranges.Add(new(variable.Offset, end - variable.Offset));
        }
        Ranges = [.. ranges];
    }

    /// <summary>The variables, in the arena's order.</summary>
    public VariableDescription[] Variables { get; }

    /// <summary>Where they lie; starts and counts are multiples of 16.</summary>
    public WeightRange[] Ranges { get; }

    /// <summary>Values from the arena's beginning to the end of the last range.</summary>
    public int Extent => Ranges.Length == 0 ? 0 : Ranges[^1].Start + Ranges[^1].Count;

    /// <summary>The trained variables of <paramref name="model"/>.</summary>
    public static TrainedWeights Of(ModelDescription model) =>
        new([.. model.Layers.SelectMany(static l => l.Variables).Where(static v => v.IsTrained).OrderBy(static v => v.Offset)]);

    private static int EndOf(VariableDescription variable) =>
        checked((int)((variable.Offset + variable.Shape.ElementCount + Alignment - 1) / Alignment * Alignment));
}

/// <summary>A part of the weight arena.</summary>
/// <param name="Start">Where it begins, in float32 values.</param>
/// <param name="Count">Number of values.</param>
internal readonly record struct WeightRange(int Start, int Count);
