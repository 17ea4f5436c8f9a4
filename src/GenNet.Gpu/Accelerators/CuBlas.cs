using System.Runtime.InteropServices;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace GenNet.Accelerators;

/// <summary>NVIDIA's cuBLAS, where it is installed: of CUDA 11, 12 or 13. It works on the accelerator's stream, between the kernels.</summary>
internal sealed unsafe class CuBlas : IMatrixLibrary
{
    private const int OutOfMemory = 3;
    private const int Float32 = 0;
    private const int DefaultAlgorithm = -1;

    private static readonly string[] s_names = OperatingSystem.IsWindows()
        ? ["cublas64_13.dll", "cublas64_12.dll", "cublas64_11.dll"]
        : ["libcublas.so.13", "libcublas.so.12", "libcublas.so.11"];

    private readonly CudaAccelerator _accelerator;
    private readonly nint _handle;

    private readonly delegate* unmanaged<
        nint, int, int, int, int, int, float*, nint, int, int, long, nint, int, int, long, float*, nint, int, int, long, int, int, int, int> _multiply;

    private CuBlas(CudaAccelerator accelerator, nint library, nint handle)
    {
        (_accelerator, _handle) = (accelerator, handle);
        _multiply = (delegate* unmanaged<
            nint, int, int, int, int, int, float*, nint, int, int, long, nint, int, int, long, float*, nint, int, int, long, int, int, int, int>)NativeLibrary.GetExport(library, "cublasGemmStridedBatchedEx");
    }

    /// <summary>The library for an accelerator; null where there is none.</summary>
    /// <exception cref="AcceleratorException">It is there, and can't begin.</exception>
    public static CuBlas? TryLoad(Accelerator accelerator)
    {
        if (accelerator is not CudaAccelerator cuda || Find() is not (not 0 and var library))
            return null;
        using var binding = cuda.BindScoped();
        nint handle = 0;
        Check(((delegate* unmanaged<nint*, int>)NativeLibrary.GetExport(library, "cublasCreate_v2"))(&handle));
        Check(((delegate* unmanaged<nint, nint, int>)NativeLibrary.GetExport(library, "cublasSetStream_v2"))(handle, ((CudaStream)cuda.DefaultStream).StreamPtr));
        return new(cuda, library, handle);
    }

    public void Multiply(in BlasProduct product)
    {
        var (one, kept) = (1f, product.Kept);
        using var binding = _accelerator.BindScoped();
        Check(_multiply(
            _handle, product.Left.IsTransposed ? 1 : 0, product.Right.IsTransposed ? 1 : 0, product.Rows, product.Columns, product.Depth,
            &one, product.Left.Values, Float32, product.Left.Stride, product.Left.BatchStride, product.Right.Values, Float32, product.Right.Stride, product.Right.BatchStride,
            &kept, product.Result.Values, Float32, product.Result.Stride, product.Result.BatchStride, product.Batch, ComputeTypeOf(product.Precision), DefaultAlgorithm));
    }

    // Of cublasComputeType_t: float32 sums of factors that are rounded on the way.
    private static int ComputeTypeOf(GpuPrecision precision) => precision switch
    {
        GpuPrecision.TF32 => 77,
        GpuPrecision.BFloat16 => 75,
        GpuPrecision.Float16 => 74,
        _ => 68,
    };

    private static nint Find()
    {
        foreach (var name in s_names)
        {
            if (NativeLibrary.TryLoad(name, out var library))
                return library;
        }
        return 0;
    }

    private static void Check(int status)
    {
        if (status == OutOfMemory)
            throw new OutOfMemoryException("cuBLAS has no memory on the device.");
        if (status != 0)
            throw new CuBlasException(status);
    }
}

/// <summary>An error of cuBLAS.</summary>
internal sealed class CuBlasException(int status) : AcceleratorException
{
    public override AcceleratorType AcceleratorType => AcceleratorType.Cuda;

    public override string Message => $"cuBLAS reports status {status}";
}
