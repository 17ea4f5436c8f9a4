namespace GenNet.Benchmarks.Peers.Networks;

/// <summary>A window that slides over axes, with zeros before and after them as Keras adds them.</summary>
/// <param name="Size">Its size along each axis.</param>
/// <param name="Stride">Its step along each axis.</param>
/// <param name="Before">Zeros before each axis.</param>
/// <param name="After">Zeros after each axis.</param>
/// <param name="Outputs">Where it stands: places along each axis of the output.</param>
internal sealed record Window(int Size, int Stride, int[] Before, int[] After, int[] Outputs)
{
    /// <summary>Elements that it covers.</summary>
    public int Taps => Outputs.Aggregate(1, (product, _) => product * Size);

    /// <summary>One that makes an output of what it covers.</summary>
    public static Window Over(Extent input, int size, int stride, bool same)
    {
        int[] outputs = [.. input.Axes.Select(axis => same ? (axis + stride - 1) / stride : ((axis - size) / stride) + 1)];
        int[] zeros = [.. input.Axes.Select((axis, i) => same ? Math.Max(((outputs[i] - 1) * stride) + size - axis, 0) : 0)];
        return new(size, stride, [.. zeros.Select(static z => z / 2)], [.. zeros.Select(static z => z - (z / 2))], outputs);
    }

    /// <summary>One over an input with as many zeros before each axis as after it.</summary>
    public static Window Over(Extent input, int size, int stride, int zeros)
    {
        int[] sides = [.. input.Axes.Select(_ => zeros)];
        return new(size, stride, sides, sides, [.. input.Axes.Select(axis => ((axis + (2 * zeros) - size) / stride) + 1)]);
    }

    /// <summary>One that spreads each input over what it covers, to as many places as the input's times the stride; its size is the stride and an even number.</summary>
    public static Window Transposed(Extent input, int size, int stride)
    {
        if (size < stride || (size - stride) % 2 != 0)
            throw new ArgumentException($"A transposed window of {size} with stride {stride} has other zeros before than after an axis, which the peers don't have.", nameof(size));
        int[] cut = [.. input.Axes.Select(_ => (size - stride) / 2)];
        return new(size, stride, cut, cut, [.. input.Axes.Select(axis => axis * stride)]);
    }
}
