namespace GenNet.Weights.Assembling;

/// <summary>
/// Where the elements of an array, or of a block of one, lie in another: element (i, j, …) at the sum of what each axis says of its index. Transpositions, parts of rows and blocks in another order
/// are all of this form.
/// </summary>
/// <param name="Axes">For each axis the distance that each index makes, in elements.</param>
/// <param name="Start">Where the block begins in the array that it is a part of, an index an axis; null for all of it.</param>
internal sealed record ElementPlaces(IReadOnlyList<long[]> Axes, IReadOnlyList<int>? Start = null)
{
    /// <summary>Indices that lie side by side.</summary>
    /// <param name="count">How many.</param>
    /// <param name="stride">Distance between two.</param>
    /// <param name="first">Where the first lies.</param>
    public static long[] Axis(long count, long stride, long first = 0)
    {
        var places = new long[count];
        for (var i = 0; i < places.Length; i++)
            places[i] = first + (i * stride);
        return places;
    }

    /// <summary>Distances between the elements of a row-major array, an axis each.</summary>
    public static long[] Strides(IReadOnlyList<long> dimensions)
    {
        var strides = new long[dimensions.Count];
        var stride = 1L;
        for (var axis = dimensions.Count - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= dimensions[axis];
        }
        return strides;
    }

    /// <summary>An array whose axes are those of another in another order.</summary>
    /// <param name="dimensions">Dimensions of the other.</param>
    /// <param name="order">Which axis of the other is each axis.</param>
    public static ElementPlaces Transposed(IReadOnlyList<long> dimensions, IReadOnlyList<int> order)
    {
        var strides = Strides(dimensions);
        return new([.. order.Select(axis => Axis(dimensions[axis], strides[axis]))]);
    }

    /// <summary>Copies elements between an array that has them in its own order and one that has them at these places.</summary>
    /// <typeparam name="T">An element.</typeparam>
    /// <param name="own">The array with the block.</param>
    /// <param name="dimensions">Its dimensions.</param>
    /// <param name="other">The array that the places are in.</param>
    /// <param name="toOwn">Whether they come from the other.</param>
    public void Copy<T>(Span<T> own, IReadOnlyList<long> dimensions, Span<T> other, bool toOwn)
    {
        if (Axes.Any(static axis => axis.Length == 0))
            return;
        var strides = Strides(dimensions);
        var rank = Axes.Count;
        if (rank == 0)
        {
            (toOwn ? ref own[0] : ref other[0]) = toOwn ? other[0] : own[0];
            return;
        }
        var index = new int[rank];
        var last = Axes[rank - 1];
        while (true)
        {
            var (here, there) = (0L, 0L);
            for (var axis = 0; axis < rank; axis++)
            {
                here += ((Start is null ? 0 : Start[axis]) + (axis == rank - 1 ? 0 : index[axis])) * strides[axis];
                there += axis == rank - 1 ? 0 : Axes[axis][index[axis]];
            }
            var row = own.Slice((int)here, last.Length);
            if (toOwn)
            {
                for (var i = 0; i < row.Length; i++)
                    row[i] = other[(int)(there + last[i])];
            }
            else
            {
                for (var i = 0; i < row.Length; i++)
                    other[(int)(there + last[i])] = row[i];
            }
            var next = rank - 2;
            while (next >= 0 && ++index[next] == Axes[next].Length)
                index[next--] = 0;
            if (next < 0)
                return;
        }
    }
}
