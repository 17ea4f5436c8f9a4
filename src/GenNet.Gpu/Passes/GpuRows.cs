using System.Runtime.CompilerServices;
using GenNet.Accelerators;
using GenNet.Gpu.Kernels;
using ILGPU.Runtime;

namespace GenNet.Layers;

/// <summary>Copies and sums of values between layers on a GPU.</summary>
public static class GpuRows
{
    /// <summary>Copies <paramref name="perRow"/> elements of each row; nothing if nobody wants them.</summary>
    /// <typeparam name="T">What they are.</typeparam>
    public static void Copy<T>(in GpuPass pass, GpuTensorRef from, GpuTensorRef to, int perRow)
        where T : unmanaged
    {
        if (to.IsNone)
            return;
        // As bytes: places are multiples of four, whatever the elements' size.
        var count = (long)pass.Rows * perRow * Unsafe.SizeOf<T>();
        try
        {
            pass.Accelerator.Ask(GpuAction.Copy);
            from.Elements<byte>(count).CopyTo(pass.Accelerator.Accelerator.DefaultStream, to.Elements<byte>(count));
        }
        catch (AcceleratorException error)
        {
            throw pass.Accelerator.Failed(error);
        }
    }

    /// <summary>Adds <paramref name="perRow"/> float32 values of each row to others; nothing if nobody wants the sum, or the part.</summary>
    public static void Accumulate(in GpuPass pass, GpuTensorRef from, GpuTensorRef into, int perRow)
    {
        if (!from.IsNone && !into.IsNone)
            GpuValues.Accumulate(pass, from, into, (long)pass.Rows * perRow);
    }
}
