namespace GenNet.Gpu.Kernels;

/// <summary>
/// A lane's way over its row, again and again: values lie in registers after the first time, those of long rows beyond <see cref="LaneValues{TValue}.Count"/> a lane are loaded anew. Loads of
/// a lane wait for nothing and for none of each other.
/// </summary>
/// <typeparam name="TRow">The row.</typeparam>
/// <typeparam name="TValue">What is loaded of an element.</typeparam>
[GpuKernel]
internal static class LaneRow<TRow, TValue>
    where TRow : struct, ILaneRow<TRow, TValue>
    where TValue : unmanaged
{
    /// <summary>Loads the lane's first values.</summary>
    /// <param name="row">The row.</param>
    /// <param name="lane">The lane.</param>
    /// <param name="lanes">Lanes of the row.</param>
    /// <param name="size">Values of the row; 0 for none.</param>
    public static LaneValues<TValue> Load(TRow row, int lane, int lanes, int size) => new()
    {
        V0 = LoadFour(row, lane, lanes, size),
        V1 = LoadFour(row, lane + (4 * lanes), lanes, size),
        V2 = LoadFour(row, lane + (8 * lanes), lanes, size),
        V3 = LoadFour(row, lane + (12 * lanes), lanes, size),
        V4 = LoadFour(row, lane + (16 * lanes), lanes, size),
        V5 = LoadFour(row, lane + (20 * lanes), lanes, size),
        V6 = LoadFour(row, lane + (24 * lanes), lanes, size),
        V7 = LoadFour(row, lane + (28 * lanes), lanes, size),
    };

    /// <summary>Does something with each of the lane's values.</summary>
    /// <typeparam name="TFunction">What.</typeparam>
    /// <param name="row">The row.</param>
    /// <param name="values">What <see cref="Load"/> gave.</param>
    /// <param name="lane">The lane.</param>
    /// <param name="lanes">Lanes of the row.</param>
    /// <param name="size">Values of the row; 0 for none.</param>
    public static void Each<TFunction>(ref TRow row, LaneValues<TValue> values, int lane, int lanes, int size)
        where TFunction : struct, ILaneFunction<TRow, TValue>
    {
        EachOfFour<TFunction>(ref row, values.V0, lane, lanes, size);
        EachOfFour<TFunction>(ref row, values.V1, lane + (4 * lanes), lanes, size);
        EachOfFour<TFunction>(ref row, values.V2, lane + (8 * lanes), lanes, size);
        EachOfFour<TFunction>(ref row, values.V3, lane + (12 * lanes), lanes, size);
        EachOfFour<TFunction>(ref row, values.V4, lane + (16 * lanes), lanes, size);
        EachOfFour<TFunction>(ref row, values.V5, lane + (20 * lanes), lanes, size);
        EachOfFour<TFunction>(ref row, values.V6, lane + (24 * lanes), lanes, size);
        EachOfFour<TFunction>(ref row, values.V7, lane + (28 * lanes), lanes, size);
        for (var i = lane + (LaneValues<TValue>.Count * lanes); i < size; i += lanes)
            TFunction.Of(TRow.Load(row, i), i, ref row);
    }

    private static LaneFour<TValue> LoadFour(TRow row, int first, int lanes, int size)
    {
        var four = default(LaneFour<TValue>);
        if (first < size)
            four.X = TRow.Load(row, first);
        if (first + lanes < size)
            four.Y = TRow.Load(row, first + lanes);
        if (first + (2 * lanes) < size)
            four.Z = TRow.Load(row, first + (2 * lanes));
        if (first + (3 * lanes) < size)
            four.W = TRow.Load(row, first + (3 * lanes));
        return four;
    }

    private static void EachOfFour<TFunction>(ref TRow row, LaneFour<TValue> four, int first, int lanes, int size)
        where TFunction : struct, ILaneFunction<TRow, TValue>
    {
        if (first < size)
            TFunction.Of(four.X, first, ref row);
        if (first + lanes < size)
            TFunction.Of(four.Y, first + lanes, ref row);
        if (first + (2 * lanes) < size)
            TFunction.Of(four.Z, first + (2 * lanes), ref row);
        if (first + (3 * lanes) < size)
            TFunction.Of(four.W, first + (3 * lanes), ref row);
    }
}
