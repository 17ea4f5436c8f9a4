namespace GenNet.Kernels;

/// <summary>A factor of a matrix product: row-major values, or the transpose of such.</summary>
/// <param name="values">The first value.</param>
/// <param name="stride">From row to row as they lie in memory.</param>
/// <param name="isTransposed">Whether the product takes the transpose of what lies in memory.</param>
internal readonly unsafe struct MatrixOperand(float* values, nint stride, bool isTransposed = false)
{
    public float* Values { get; } = values;

    public nint Stride { get; } = stride;

    public bool IsTransposed { get; } = isTransposed;

    /// <summary>What each column of a right factor that isn't transposed is multiplied by, readable up to a whole register; null: nothing.</summary>
    public float* ColumnFactors { get; init; }
}
