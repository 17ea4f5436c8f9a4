namespace GenNet.Training.Optimizers;

/// <summary>The variables that training changes at a time, as ranges of the weight arena: neighbours are one range, with the gaps between them.</summary>
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

    /// <summary>The variables of <paramref name="model"/>'s trained layers that aren't state.</summary>
    /// <param name="model">The model.</param>
    /// <param name="trained">For each layer whether it is trained.</param>
    public static TrainedWeights Of(ModelDescription model, ReadOnlySpan<bool> trained)
    {
        var variables = new List<VariableDescription>();
        for (var layer = 0; layer < trained.Length; layer++)
        {
            if (trained[layer])
                variables.AddRange(model.Layers[layer].Variables.Where(static v => !v.IsState));
        }
        return new([.. variables.OrderBy(static v => v.Offset)]);
    }

    private static int EndOf(VariableDescription variable) =>
        checked((int)((variable.Offset + variable.Shape.ElementCount + Alignment - 1) / Alignment * Alignment));
}
