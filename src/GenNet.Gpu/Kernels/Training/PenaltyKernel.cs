using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>The penalty of a variable's regularizer, l1·Σ|w| + l2·Σw², one sum a group in a tree of fixed order; its derivative is added to the gradients.</summary>
internal struct PenaltyKernel : IGpuKernel<PenaltyKernel>
{
    public ArrayView<float> Weights;
    public ArrayView<float> Gradients;

    /// <summary>One sum a group.</summary>
    public ArrayView<float> Sums;

    public long Count;
    public float L1;
    public float L2;

    public static void Run(PenaltyKernel kernel)
    {
        var shared = SharedMemory.Allocate<float>(Lanes.MaxThreads);
        var sum = 0f;
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var w = kernel.Weights[i];
            var slope = 0f;
            if (w > 0)
                slope = kernel.L1;
            if (w < 0)
                slope = -kernel.L1;
            sum += (slope * w) + (kernel.L2 * w * w);
            kernel.Gradients[i] += slope + (2 * kernel.L2 * w);
        }
        sum = Lanes.Sum(sum, Group.DimX, shared);
        if (Group.IdxX == 0)
            kernel.Sums[Grid.IdxX] = sum;
    }
}
