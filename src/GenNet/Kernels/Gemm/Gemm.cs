using System.Runtime.Intrinsics;

namespace GenNet.Kernels;

/// <summary>Products of float32 matrices.</summary>
/// <remarks>
/// An element is the sum, in order, of the sums of <see cref="DepthBlock"/> products each, which are chains of fused multiply-adds: whatever
/// the size of the matrices, the number of threads and the width of the registers. So a row's result doesn't depend on its batch.
/// </remarks>
internal static class Gemm
{
    /// <summary>Products summed in one go.</summary>
    public const int DepthBlock = 256;

    /// <summary>Computes <c>C = max(floor, start + A·B)</c>; see <see cref="MatrixResult"/>.</summary>
    /// <param name="workers">Who shares the work.</param>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="columns">Columns of B and C.</param>
    /// <param name="depth">Columns of A and rows of B.</param>
    /// <param name="a">The left factor.</param>
    /// <param name="b">The right factor.</param>
    /// <param name="c">The result; overlaps no factor.</param>
    public static void Multiply(WorkerPool workers, int rows, int columns, int depth, MatrixOperand a, MatrixOperand b, MatrixResult c)
    {
        if (Registers.Have512Bits)
            GemmBlocks<Vector512<float>, Simd512>.Multiply(workers, rows, columns, depth, a, b, c);
        else if (Registers.Have256Bits)
            GemmBlocks<Vector256<float>, Simd256>.Multiply(workers, rows, columns, depth, a, b, c);
        else
            GemmBlocks<Vector128<float>, Simd128>.Multiply(workers, rows, columns, depth, a, b, c);
    }
}
