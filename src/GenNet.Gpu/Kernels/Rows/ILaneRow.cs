namespace GenNet.Gpu.Kernels;

/// <summary>A row that lanes go over several times: where its values lie, and what is summed up of them on the way.</summary>
/// <typeparam name="TSelf">The row itself.</typeparam>
/// <typeparam name="TValue">What is loaded of an element: one number, or one of each of two tensors.</typeparam>
[GpuKernel]
internal interface ILaneRow<TSelf, TValue>
    where TSelf : struct, ILaneRow<TSelf, TValue>
    where TValue : unmanaged
{
    /// <summary>What there is of an element.</summary>
    static abstract TValue Load(TSelf row, int element);
}

/// <summary>What is done with each element of a row.</summary>
/// <typeparam name="TRow">The row.</typeparam>
/// <typeparam name="TValue">What is loaded of an element.</typeparam>
[GpuKernel]
internal interface ILaneFunction<TRow, TValue>
{
    /// <summary>Does it.</summary>
    /// <param name="value">What was loaded.</param>
    /// <param name="element">The element.</param>
    /// <param name="row">The row, whose sums it may change.</param>
    static abstract void Of(TValue value, int element, ref TRow row);
}
