namespace GenNet.Training.Data;

/// <summary>One input or target of all samples.</summary>
/// <param name="Values">All samples' values.</param>
/// <param name="PerRow">Values of one sample.</param>
internal readonly record struct Column(SampleValues Values, int PerRow)
{
    /// <summary>An input.</summary>
    public static Column Of(SampleValues values, int count, string name)
    {
        ArgumentNullException.ThrowIfNull(values, name);
        var (perRow, rest) = Math.DivRem(values.Count, count);
        return rest == 0 && perRow > 0
            ? new(values, perRow)
            : throw new ArgumentException($"{name} has {values.Count} values, which is no whole number for each of {count} samples: give every sample as many, one sample after another.");
    }

    /// <summary>A target: losses and metrics compute in float32.</summary>
    public static Column OfTarget(SampleValues values, int count, string name)
    {
        var column = Of(values, count, name);
        return column with { Values = values.ToSingle() };
    }

    public Column Slice(int start, int end) => this with { Values = Values.Slice(start * PerRow, (end - start) * PerRow) };

    /// <summary>Copies the samples that <paramref name="order"/> names, one after another.</summary>
    public void Gather(ReadOnlySpan<int> order, HostTensor rows) => Values.Gather(order, PerRow, rows);
}
