namespace GenNet.Accelerators;

/// <summary>A vendor's library that multiplies matrices as BLAS does: all of them lie column by column.</summary>
internal interface IMatrixLibrary
{
    /// <summary>Enqueues a product, or a batch of them.</summary>
    /// <exception cref="ILGPU.Runtime.AcceleratorException">The library reports an error.</exception>
    void Multiply(in BlasProduct product);
}

/// <summary><c>result = left·right + kept·result</c> of matrices that lie column by column.</summary>
/// <param name="Rows">Rows of the result.</param>
/// <param name="Columns">Columns of the result.</param>
/// <param name="Depth">Length of the sums.</param>
/// <param name="Batch">Products.</param>
/// <param name="Left">The left factor.</param>
/// <param name="Right">The right factor.</param>
/// <param name="Result">The result.</param>
/// <param name="Kept">1 where the product is added to what is there, else 0.</param>
/// <param name="Precision">What is multiplied.</param>
internal readonly record struct BlasProduct(int Rows, int Columns, int Depth, int Batch, BlasMatrix Left, BlasMatrix Right, BlasMatrix Result, float Kept, GpuPrecision Precision);

/// <summary>A matrix that lies column by column, or its transpose.</summary>
/// <param name="Values">Address of the first value on the device.</param>
/// <param name="Stride">From column to column as they lie in memory.</param>
/// <param name="BatchStride">From matrix to matrix of a batch.</param>
/// <param name="IsTransposed">Whether the product takes the transpose of what lies in memory.</param>
internal readonly record struct BlasMatrix(nint Values, int Stride, long BatchStride, bool IsTransposed = false);
