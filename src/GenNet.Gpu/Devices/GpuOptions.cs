namespace GenNet;

/// <summary>How a GPU computes: <c>Device.Gpu(new GpuOptions { Precision = GpuPrecision.TF32 })</c>. Devices of the same GPU with other options share its memory and its kernels.</summary>
public sealed record GpuOptions
{
    /// <summary>
    /// What is multiplied in products and convolutions, forward and backward. A GPU without tensor cores for it multiplies float32, and its <see cref="Device.Name"/> says so. Products of fewer
    /// than 16 rows or columns stay float32: they wait for memory, not for multiplications.
    /// </summary>
    public GpuPrecision Precision { get; init; } = GpuPrecision.Float32;

    /// <summary>When products of matrices are left to NVIDIA's cuBLAS (<c>libcublas.so.13</c>, <c>.12</c> or <c>.11</c>, <c>cublas64_*.dll</c>), where it is installed; where it isn't, never.</summary>
    public CuBlasUse CuBlas { get; init; } = CuBlasUse.WhereFaster;
}
