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

    public static void Run(StridedSums kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var begin = AxisMap.Offset(kernel.Source, (int)i);
            var sum = 0f;
            for (var k = 0; k < kernel.Times; k++)
                sum += kernel.From[begin + AxisMap.Offset(kernel.Others, k)];
            var to = AxisMap.Offset(kernel.Target, (int)i);
            kernel.To[to] = kernel.Accumulates != 0 ? kernel.To[to] + sum : sum;
        }
    }
}
