using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Adds the losses of a batch, in a tree of fixed order, to what an epoch has so far: one group.</summary>
internal struct LossSums : IGpuKernel<LossSums>
{
    public ArrayView<float> Losses;

    /// <summary>One value that is added to, or overwritten.</summary>
    public ArrayView<float> Sum;

    public long Count;
    public int Accumulates;

    public static void Run(LossSums kernel)
    {
        var shared = SharedMemory.Allocate<float>(Lanes.MaxThreads);
        var sum = 0f;
        for (var i = (long)Group.IdxX; i < kernel.Count; i += Group.DimX)
            sum += kernel.Losses[i];
        sum = Lanes.Sum(sum, Group.DimX, shared);
        if (Group.IdxX == 0)
            kernel.Sum[0] = kernel.Accumulates != 0 ? kernel.Sum[0] + sum : sum;
    }
}
