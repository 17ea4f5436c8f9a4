using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace GenNet.Accelerators;

/// <summary>Whether a GPU has tensor cores that multiply what is asked for.</summary>
internal static class TensorCores
{
    /// <summary>What <paramref name="accelerator"/> multiplies where <paramref name="wanted"/> is asked for.</summary>
    public static GpuPrecision PrecisionOf(Accelerator accelerator, GpuPrecision wanted) =>
        PrecisionOf(accelerator is CudaAccelerator cuda ? cuda.Architecture : null, wanted);

    /// <summary>The same by the architecture; null where it is none of CUDA's.</summary>
    public static GpuPrecision PrecisionOf(CudaArchitecture? architecture, GpuPrecision wanted) =>
        architecture >= CudaArchitecture.SM_80 ? wanted : GpuPrecision.Float32;

    /// <summary>What a device's description says of it.</summary>
    public static string Describe(GpuPrecision precision, GpuPrecision wanted) =>
        precision == wanted
            ? precision == GpuPrecision.Float32 ? "" : $", {precision} products on tensor cores"
            : $", float32 products: it has no tensor cores for {wanted}";
}
