using GenNet.Accelerators;
using ILGPU;
using ILGPU.Runtime;

namespace GenNet.Gpu.Kernels;

/// <summary>Products that are left to the vendor's library: which, and how it is asked for them.</summary>
internal static class LibraryProducts
{
    // Products, in multiplications, from which on the library was measured to be faster (README.md). Float16 wasn't measured.
    private static readonly Dictionary<GpuPrecision, double> s_fasterFrom = new()
    {
        [GpuPrecision.Float32] = LeastMeasured,
        [GpuPrecision.TF32] = LeastMeasured,
        [GpuPrecision.BFloat16] = LeastMeasured,
    };

    private const double LeastMeasured = 128.0 * 128 * 128;

    /// <summary>The library, where it is to compute a product; else null.</summary>
    public static IMatrixLibrary? For(in GpuPass pass, in ProductSize size) => pass.CuBlas switch
    {
        CuBlasUse.Always => pass.Accelerator.Matrices,
        CuBlasUse.WhereFaster when s_fasterFrom.TryGetValue(pass.Precision, out var least) && (double)size.Rows * size.Columns * size.Depth * size.Batch >= least => pass.Accelerator.Matrices,
        _ => null,
    };

    /// <summary>
    /// Computes C. The library's matrices lie column by column, as which a matrix that lies row by row is its own transpose: so it is asked for <c>Cᵀ = Bᵀ·Aᵀ</c>. What is done to C on the way, our
    /// kernel does afterwards.
    /// </summary>
    public static void Multiply(IMatrixLibrary library, in GpuPass pass, in ProductSize size, in GpuMatrix a, in GpuMatrix b, in GpuMatrixResult c)
    {
        if (size.Rows == 0 || size.Columns == 0 || size.Batch == 0)
            return;
        var isPlain = c.Bias.IsNone && c.Activation == Activation.Linear;
        var result = isPlain ? c : new GpuMatrixResult(pass.Workspace((long)size.Rows * size.Columns * size.Batch), size.Columns) { BatchStride = (long)size.Rows * size.Columns };
        try
        {
            pass.Accelerator.Ask(GpuAction.Launch);
            library.Multiply(new(
                size.Columns, size.Rows, size.Depth, size.Batch, MatrixOf(b), MatrixOf(a), new(AddressOf(result.Values), result.Stride, result.BatchStride), isPlain && c.Accumulate ? 1 : 0, pass.Precision));
        }
        catch (Exception error) when (error is AcceleratorException or OutOfMemoryException)
        {
            throw pass.Accelerator.Failed(error);
        }
        if (!isPlain)
            ProductSums.Run(pass, size, result.Values, c, parts: 1);
    }

    private static BlasMatrix MatrixOf(in GpuMatrix matrix) => new(AddressOf(matrix.Values), matrix.Stride, matrix.BatchStride, matrix.IsTransposed);

    private static nint AddressOf(GpuTensorRef values) => values.Rest.LoadEffectiveAddressAsPtr();
}
