namespace GenNet.Gpu.Kernels;

/// <summary>The gradient of values that all rows share and that are repeated along some axes.</summary>
internal static class GpuBroadcastSums
{
    /// <summary>Adds to the gradient of each value the sum over rows and repetitions, in one order.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="sizes">Axes of a row.</param>
    /// <param name="strides">Distances of the values along them; 0 where they are repeated.</param>
    /// <param name="gradient">Gradient of all rows.</param>
    /// <param name="sums">The gradient of the values.</param>
    public static void Add(in GpuPass pass, int rows, ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides, GpuTensorRef gradient, GpuTensorRef sums)
    {
        var axes = sizes.Length;
        Span<int> ownSizes = stackalloc int[axes], ownStrides = stackalloc int[axes], ownDistances = stackalloc int[axes];
        Span<int> repeatedSizes = stackalloc int[axes + 1], repeatedDistances = stackalloc int[axes + 1];
        var (own, repeated, times, count, distance) = (axes, axes + 1, rows, 1, 1);
        for (var axis = axes - 1; axis >= 0; distance *= sizes[axis], axis--)
        {
            if (strides[axis] == 0)
            {
                repeated--;
                (repeatedSizes[repeated], repeatedDistances[repeated]) = (sizes[axis], distance);
                times = checked(times * sizes[axis]);
                continue;
            }
            own--;
            (ownSizes[own], ownStrides[own], ownDistances[own]) = (sizes[axis], strides[axis], distance);
            count *= sizes[axis];
        }
        repeated--;
        (repeatedSizes[repeated], repeatedDistances[repeated]) = (rows, distance);
        GpuStridedSums.Run(pass, new()
        {
            From = gradient.Rest,
            To = sums.Rest,
            Source = AxisMap.Of(ownSizes[own..], ownDistances[own..]),
            Target = AxisMap.Of(ownSizes[own..], ownStrides[own..]),
            Others = AxisMap.Of(repeatedSizes[repeated..], repeatedDistances[repeated..]),
            Times = times,
            Accumulates = 1,
            Count = count,
        });
    }
}
