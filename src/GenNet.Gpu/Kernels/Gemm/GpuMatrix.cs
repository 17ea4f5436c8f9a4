namespace GenNet.Gpu.Kernels;

/// <summary>A factor of a matrix product: row-major values, or the transpose of such.</summary>
/// <param name="Values">The first value.</param>
/// <param name="Stride">From row to row as they lie in memory.</param>
/// <param name="IsTransposed">Whether the product takes the transpose of what lies in memory.</param>
/// <param name="BatchStride">From matrix to matrix of a batch; 0 where all share one.</param>
internal readonly record struct GpuMatrix(GpuTensorRef Values, int Stride, bool IsTransposed = false, long BatchStride = 0)
{
    /// <summary>The operand's layout.</summary>
    /// <param name="lines">Rows of a left factor, columns of a right one.</param>
    /// <param name="depth">Length of the sums.</param>
    public MatrixLayout Layout(int lines, int depth) => new()
    {
        Values = Values.Rest,
        Stride = Stride,
        Lines = lines,
        Depth = depth,
        BatchStride = BatchStride,
        IsAligned = Alignment.Of(Values.Rest, Stride, BatchStride),
    };
}
