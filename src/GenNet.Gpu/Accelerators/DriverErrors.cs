using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace GenNet.Accelerators;

/// <summary>What drivers' errors mean.</summary>
internal static class DriverErrors
{
    /// <summary>Whether the device has no memory for what was asked, and nothing else has happened to it.</summary>
    public static bool IsOutOfMemory(Exception error) => error switch
    {
        OutOfMemoryException => true,
        CudaException { Error: nameof(CudaError.CUDA_ERROR_OUT_OF_MEMORY) } => true,
        CLException
        {
            Error: CLError.CL_MEM_OBJECT_ALLOCATION_FAILURE or CLError.CL_OUT_OF_RESOURCES or CLError.CL_OUT_OF_HOST_MEMORY or CLError.CL_INVALID_BUFFER_SIZE,
        } => true,
        _ => false,
    };

    /// <summary>The driver's own word for an error.</summary>
    public static string Describe(Exception error) => error switch
    {
        CudaException cuda => $"{cuda.Error}, {cuda.Message}",
        CLException openCl => openCl.Error.ToString(),
        _ => error.Message,
    };

    /// <summary>
    /// Whether the device can't be worked with any more: after an error that a kernel causes, CUDA answers everything in the context with it, and what a kernel has written until then is unknown.
    /// So whatever the driver says counts as that, but for memory that is lacking and kernels that it doesn't compile.
    /// </summary>
    public static bool IsLoss(Exception error) => error is AcceleratorException && !IsOutOfMemory(error) && !IsRefusedKernel(error);

    // The driver's own compiler.
    private static bool IsRefusedKernel(Exception error) => error switch
    {
        CudaException
        {
            Error: nameof(CudaError.CUDA_ERROR_INVALID_PTX) or nameof(CudaError.CUDA_ERROR_NO_BINARY_FOR_GPU) or nameof(CudaError.CUDA_ERROR_INVALID_IMAGE)
                or nameof(CudaError.CUDA_ERROR_INVALID_SOURCE),
        } => true,
        CLException { Error: CLError.CL_BUILD_PROGRAM_FAILURE or CLError.CL_COMPILE_PROGRAM_FAILURE or CLError.CL_LINK_PROGRAM_FAILURE or CLError.CL_INVALID_BINARY } => true,
        _ => false,
    };
}
