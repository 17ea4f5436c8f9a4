using ILGPU.Runtime.Cuda;

namespace GenNet.Gpu.Kernels;

/// <summary>
/// Values that the threads of a warp take from each other, all of which come to it: on CUDA alone, and elsewhere the thread's own value. In PTX, since ILGPU refuses a kernel for OpenCL that has its own
/// shuffles anywhere.
/// </summary>
[GpuKernel]
internal static class WarpExchange
{
    /// <summary>Threads of a warp.</summary>
    public const int WarpSize = 32;

    /// <summary>The value of the thread <paramref name="lanes"/> further on.</summary>
    public static float Down(float value, int lanes)
    {
        if (CudaAsm.IsSupported)
        {
            Output<float> result = default;
            Input<float> own = value;
            Input<int> distance = lanes;
            CudaAsm.EmitRef("shfl.sync.down.b32 %0, %1, %2, 0x1f, 0xffffffff;", ref result, ref own, ref distance);
            return result.Value;
        }
        return value;
    }

    /// <summary>The value of the warp's thread with number <paramref name="lane"/>.</summary>
    public static float From(float value, int lane)
    {
        if (CudaAsm.IsSupported)
        {
            Output<float> result = default;
            Input<float> own = value;
            Input<int> from = lane;
            CudaAsm.EmitRef("shfl.sync.idx.b32 %0, %1, %2, 0x1f, 0xffffffff;", ref result, ref own, ref from);
            return result.Value;
        }
        return value;
    }
}
