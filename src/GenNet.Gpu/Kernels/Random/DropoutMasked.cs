using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Dropout: what the mask keeps times a scale plus an offset, and one value in the place of the others. The mask is drawn anew wherever it is needed.</summary>
internal struct DropoutMasked : IGpuKernel<DropoutMasked>
{
    public ArrayView<float> From;
    public ArrayView<float> To;

    /// <summary>From a value's number in its row to its place in the row's mask.</summary>
    public AxisMap Mask;

    public long Count;
    public int RowSize;

    /// <summary>The distance of rows in the mask.</summary>
    public int BatchMaskStride;

    public ulong Key;
    public ulong Stream;

    /// <summary>Words below it drop.</summary>
    public uint Threshold;

    public float Scale;
    public float Offset;
    public float Dropped;

    public static void Run(DropoutMasked kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var row = i / kernel.RowSize;
            var mask = (row * kernel.BatchMaskStride) + AxisMap.Offset(kernel.Mask, (int)(i - (row * kernel.RowSize)));
            var isKept = DevicePhilox.WordAt(kernel.Key, kernel.Stream, (ulong)mask) >= kernel.Threshold;
            kernel.To[i] = isKept ? (kernel.From[i] * kernel.Scale) + kernel.Offset : kernel.Dropped;
        }
    }
}
