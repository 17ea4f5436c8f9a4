using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Sums of squares of one piece of some values a group, in a tree of fixed order.</summary>
internal struct SquareSums : IGpuKernel<SquareSums>
{
    public ArrayView<float> Values;

    /// <summary>One sum a group.</summary>
    public ArrayView<float> Sums;

    public long Count;

    public static void Run(SquareSums kernel)
    {
        var shared = SharedMemory.Allocate<float>(Lanes.MaxThreads);
        var sum = 0f;
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
            sum += kernel.Values[i] * kernel.Values[i];
        sum = Lanes.Sum(sum, Group.DimX, shared);
        if (Group.IdxX == 0)
            kernel.Sums[Grid.IdxX] = sum;
    }
}

/// <summary>Scales values so that their norm is at most <see cref="Norm"/>.</summary>
internal struct NormClipped : IGpuKernel<NormClipped>
{
    public ArrayView<float> Values;

    /// <summary>The sum of squares that the norm is the root of.</summary>
    public ArrayView<float> Squares;

    public long Count;
    public float Norm;

    public static void Run(NormClipped kernel)
    {
        var norm = MathF.Sqrt(kernel.Squares[0]);
        if (norm > kernel.Norm)
        {
            for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
                kernel.Values[i] *= kernel.Norm / norm;
        }
    }
}

/// <summary>Brings values within ± <see cref="Limit"/>.</summary>
internal struct ValuesClipped : IGpuKernel<ValuesClipped>
{
    public ArrayView<float> Values;
    public long Count;
    public float Limit;

    public static void Run(ValuesClipped kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
            kernel.Values[i] = Bounds.Clamp(kernel.Values[i], -kernel.Limit, kernel.Limit);
    }
}
