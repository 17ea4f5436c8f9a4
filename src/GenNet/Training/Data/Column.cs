namespace GenNet.Training.Data;

/// <summary>One input or target of all samples.</summary>
/// <param name="Values">All samples' values.</param>
/// <param name="PerRow">Values of one sample.</param>
internal readonly record struct Column(ReadOnlyMemory<float> Values, int PerRow)
{
    public static Column Of(ReadOnlyMemory<float> values, int count, string name)
    {
        var (perRow, rest) = Math.DivRem(values.Length, count);
        return rest == 0 && perRow > 0
            ? new(values, perRow)
            : throw new ArgumentException($"{name} has {values.Length} values, which is no whole number for each of {count} samples: give every sample as many, one sample after another.");
    }

    public Column Slice(int start, int end) => this with { Values = Values[(start * PerRow)..(end * PerRow)] };

    /// <summary>Copies the samples that <paramref name="order"/> names, one after another.</summary>
    public void Gather(ReadOnlySpan<int> order, Span<float> rows)
    {
        var values = Values.Span;
        for (var i = 0; i < order.Length; i++)
            values.Slice(order[i] * PerRow, PerRow).CopyTo(rows.Slice(i * PerRow, PerRow));
    }
}
