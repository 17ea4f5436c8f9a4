using ILGPU;
using ILGPU.Runtime.Cuda;

namespace GenNet.Gpu.Kernels;

/// <summary>
/// Groups of threads cut into equal <i>lanes</i>, a power of two of them, that work on one row together, and what they make of their values: trees of a fixed order, by
/// exchanges within a warp where there is such a thing, else in shared memory. All threads of a group come to it.
/// </summary>
[GpuKernel]
internal static class Lanes
{
    /// <summary>Most threads of a group, for which there is shared memory.</summary>
    public const int MaxThreads = 256;

    /// <summary>The sum of the lanes' values, which each of them gets.</summary>
    public static float Sum(float value, int lanes, ArrayView<float> shared) => Combine<SumOfPair>(value, lanes, shared);

    /// <summary>The largest of the lanes' values, NaN where there is one.</summary>
    public static float Largest(float value, int lanes, ArrayView<float> shared) => Combine<LargestOfPair>(value, lanes, shared);

    /// <summary>The product of the lanes' values.</summary>
    public static float Product(float value, int lanes, ArrayView<float> shared) => Combine<ProductOfPair>(value, lanes, shared);

    private static float Combine<TPair>(float value, int lanes, ArrayView<float> shared)
        where TPair : struct, IPairFunction
    {
        var thread = Group.IdxX;
        var lane = thread & (lanes - 1);
        if (CudaAsm.IsSupported && lanes <= WarpExchange.WarpSize)
            return CombineInWarp<TPair>(value, lanes, lane);
        // Everybody has read what was combined before: a barrier behind that reading wouldn't keep it in front of itself.
        Group.Barrier();
        shared[thread] = value;
        Group.Barrier();
        for (var half = lanes >> 1; half > 0; half >>= 1)
        {
            if (lane < half)
                shared[thread] = TPair.Of(shared[thread], shared[thread + half]);
            Group.Barrier();
        }
        return shared[thread - lane];
    }

    // The same tree, by exchanges.
    private static float CombineInWarp<TPair>(float value, int lanes, int lane)
        where TPair : struct, IPairFunction
    {
        for (var half = lanes >> 1; half > 0; half >>= 1)
            value = TPair.Of(value, WarpExchange.Down(value, half));
        return WarpExchange.From(value, (Group.IdxX - lane) % WarpExchange.WarpSize);
    }
}
