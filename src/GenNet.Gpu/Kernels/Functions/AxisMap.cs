namespace GenNet.Gpu.Kernels;

/// <summary>From a number that counts through some axes, the last running fastest, to a distance in memory. Axes that there aren't have size 1.</summary>
internal struct AxisMap
{
    /// <summary>Most axes.</summary>
    public const int MaxRank = 8;

    /// <summary>Axes that there are.</summary>
    public int Rank;

    /// <summary>Size of the last axis, which runs fastest; those before it follow.</summary>
    public int Size0;
    public int Size1;
    public int Size2;
    public int Size3;
    public int Size4;
    public int Size5;
    public int Size6;

    // Of the first axis, which no place depends on: a structure of 16 ints within a kernel's ILGPU 1.5.3 takes for one of 12, and refuses.
    public int Size7;

    /// <summary>Distance of neighbours along the last axis.</summary>
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
            Size0 = FromLast(sizes, 0, 1),
            Size1 = FromLast(sizes, 1, 1),
            Size2 = FromLast(sizes, 2, 1),
            Size3 = FromLast(sizes, 3, 1),
            Size4 = FromLast(sizes, 4, 1),
            Size5 = FromLast(sizes, 5, 1),
            Size6 = FromLast(sizes, 6, 1),
            Size7 = FromLast(sizes, 7, 1),
            Stride0 = FromLast(strides, 0, 0),
            Stride1 = FromLast(strides, 1, 0),
            Stride2 = FromLast(strides, 2, 0),
            Stride3 = FromLast(strides, 3, 0),
            Stride4 = FromLast(strides, 4, 0),
            Stride5 = FromLast(strides, 5, 0),
            Stride6 = FromLast(strides, 6, 0),
            Stride7 = FromLast(strides, 7, 0),
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

    /// <summary>The distance of number <paramref name="index"/>: a division for each axis but the first, in a loop in which the axes move up, since ILGPU would compute all conditional ones.</summary>
    [GpuKernel]
    public static int Offset(AxisMap map, int index)
    {
        var offset = 0;
        var (size, size1, size2, size3, size4, size5, size6, size7) = (map.Size0, map.Size1, map.Size2, map.Size3, map.Size4, map.Size5, map.Size6, map.Size7);
        var (stride, stride1, stride2, stride3, stride4, stride5, stride6, stride7) = (map.Stride0, map.Stride1, map.Stride2, map.Stride3, map.Stride4, map.Stride5, map.Stride6, map.Stride7);
        for (var axis = 1; axis < map.Rank; axis++)
        {
            var rest = index / size;
            offset += (index - (rest * size)) * stride;
            index = rest;
            (size, size1, size2, size3, size4, size5, size6) = (size1, size2, size3, size4, size5, size6, size7);
            (stride, stride1, stride2, stride3, stride4, stride5, stride6) = (stride1, stride2, stride3, stride4, stride5, stride6, stride7);
        }
        return offset + (index * stride);
    }

    private static int FromLast(ReadOnlySpan<int> numbers, int axis, int missing) => axis < numbers.Length ? numbers[^(axis + 1)] : missing;
}
