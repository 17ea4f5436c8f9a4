using GenNet.Gpu.Kernels;
using ILGPU.Runtime;

namespace GenNet.Layers;

/// <summary>Copies and sums of values between layers on a GPU.</summary>
public static class GpuRows
{
    /// <summary>Copies <paramref name="perRow"/> elements of each row.</summary>
    /// <typeparam name="T">What they are.</typeparam>
    public static void Copy<T>(in GpuPass pass, GpuTensorRef from, GpuTensorRef to, int perRow)
        where T : unmanaged
    {
        var count = (long)pass.Rows * perRow;
        from.Elements<T>(count).CopyTo(pass.Accelerator.Accelerator.DefaultStream, to.Elements<T>(count));
    }

    /// <summary>Adds <paramref name="perRow"/> float32 values of each row to others.</summary>
    public static void Accumulate(in GpuPass pass, GpuTensorRef from, GpuTensorRef into, int perRow) => GpuValues.Accumulate(pass, from, into, (long)pass.Rows * perRow);
}
