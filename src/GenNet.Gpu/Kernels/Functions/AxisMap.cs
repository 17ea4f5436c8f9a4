namespace GenNet.Gpu.Kernels;

/// <summary>From a number that counts through some axes, the last running fastest, to a distance in memory. Axes that there aren't have size 1.</summary>
internal struct AxisMap
{
    /// <summary>Most axes.</summary>
    public const int MaxRank = 8;

    public int Rank;
    public int Size0;
    public int Size1;
    public int Size2;
    public int Size3;
    public int Size4;
    public int Size5;
    public int Size6;
    public int Size7;
    public int Stride0;
    public int Stride1;
    public int Stride2;
    public int Stride3;
    public int Stride4;
    public int Stride5;
    public int Stride6;
    public int Stride7;

    /// <summary>A map.</summary>
    /// <param name="sizes">Sizes of the axes; those of size 1 in front may be left out.</param>
    /// <param name="strides">Distances of neighbours along them.</param>
    /// <exception cref="NotSupportedException">There are more than <see cref="MaxRank"/> axes.</exception>
    public static AxisMap Of(ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides)
    {
        if (sizes.Length > MaxRank)
            throw new NotSupportedException($"A kernel on a GPU works along {MaxRank} axes at most, and was given {sizes.Length}.");
        return new()
        {
            Rank = sizes.Length,
            Size0 = At(sizes, 0, 1),
            Size1 = At(sizes, 1, 1),
            Size2 = At(sizes, 2, 1),
            Size3 = At(sizes, 3, 1),
            Size4 = At(sizes, 4, 1),
            Size5 = At(sizes, 5, 1),
            Size6 = At(sizes, 6, 1),
            Size7 = At(sizes, 7, 1),
            Stride0 = At(strides, 0, 0),
            Stride1 = At(strides, 1, 0),
            Stride2 = At(strides, 2, 0),
            Stride3 = At(strides, 3, 0),
            Stride4 = At(strides, 4, 0),
            Stride5 = At(strides, 5, 0),
            Stride6 = At(strides, 6, 0),
            Stride7 = At(strides, 7, 0),
        };
    }

    /// <summary>As <see cref="Of(ReadOnlySpan{int}, ReadOnlySpan{int})"/>, with one more axis behind, whose neighbours lie side by side.</summary>
    public static AxisMap Of(ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides, int last)
    {
        Span<int> allSizes = stackalloc int[sizes.Length + 1];
        Span<int> allStrides = stackalloc int[sizes.Length + 1];
        sizes.CopyTo(allSizes);
        strides.CopyTo(allStrides);
        allSizes[^1] = last;
        allStrides[^1] = 1;
        return Of(allSizes, allStrides);
    }

    /// <summary>The distance of number <paramref name="index"/>.</summary>
    [GpuKernel]
    public static int Offset(AxisMap map, int index)
    {
        var offset = 0;
        if (map.Rank > 7)
            index = Step(index, map.Size7, map.Stride7, ref offset);
        if (map.Rank > 6)
            index = Step(index, map.Size6, map.Stride6, ref offset);
        if (map.Rank > 5)
            index = Step(index, map.Size5, map.Stride5, ref offset);
        if (map.Rank > 4)
            index = Step(index, map.Size4, map.Stride4, ref offset);
        if (map.Rank > 3)
            index = Step(index, map.Size3, map.Stride3, ref offset);
        if (map.Rank > 2)
            index = Step(index, map.Size2, map.Stride2, ref offset);
        if (map.Rank > 1)
            index = Step(index, map.Size1, map.Stride1, ref offset);
        return offset + (index * map.Stride0);
    }

    [GpuKernel]
    private static int Step(int index, int size, int stride, ref int offset)
    {
        var rest = index / size;
        offset += (index - (rest * size)) * stride;
        return rest;
    }

    private static int At(ReadOnlySpan<int> numbers, int axis, int missing) => axis < numbers.Length ? numbers[axis] : missing;
}
