using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>
/// Values from one order of axes to another: each that is written is the sum of those that stand for it, where what is read has axes that what is written hasn't. One of both orders is packed.
/// </summary>
internal struct StridedSums : IGpuKernel<StridedSums>
{
    public ArrayView<float> From;
    public ArrayView<float> To;

    /// <summary>From a value that is written to the first that is read for it.</summary>
    public AxisMap Source;

    /// <summary>From a value that is written to its place.</summary>
    public AxisMap Target;

    /// <summary>From one of those that are summed to its distance from the first.</summary>
    public AxisMap Others;

    /// <summary>How many are summed.</summary>
    public int Times;

    /// <summary>1 where sums are added to what is there, else 0.</summary>
    public int Accumulates;

    public long Count;

    /// <summary>Threads that sum for one value.</summary>
    public int Lanes;

    public static void Run(StridedSums kernel)
    {
        var shared = SharedMemory.Allocate<float>(Kernels.Lanes.MaxThreads);
        var at = RowOfThread.Row(kernel.Lanes);
        var lane = RowOfThread.Lane(kernel.Lanes);
        var sum = 0f;
        if (at < kernel.Count)
        {
            var begin = AxisMap.Offset(kernel.Source, (int)at);
            for (var k = lane; k < kernel.Times; k += kernel.Lanes)
                sum += kernel.From[begin + AxisMap.Offset(kernel.Others, k)];
        }
        sum = Kernels.Lanes.Sum(sum, kernel.Lanes, shared);
        if (at < kernel.Count & lane == 0)
        {
            var to = AxisMap.Offset(kernel.Target, (int)at);
            kernel.To[to] = kernel.Accumulates != 0 ? kernel.To[to] + sum : sum;
        }
    }
}

/// <summary>Launches of <see cref="StridedSums"/>.</summary>
internal static class GpuStridedSums
{
    /// <summary>Enqueues sums, with as many threads for each as it has terms.</summary>
    public static void Run(in GpuPass pass, in StridedSums sums)
    {
        var lanes = RowLanes.For(pass, sums.Times);
        lanes.Launch(pass, sums.Count, sums with { Lanes = lanes.Count });
    }
}
