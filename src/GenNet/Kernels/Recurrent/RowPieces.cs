namespace GenNet.Kernels;

/// <summary>
/// Cuts the batch into pieces of rows, one a thread, that go through all steps of a sequence without waiting for each other. What a row gives doesn't depend on the rows beside it
/// (see <see cref="Gemm"/>), so it doesn't depend on the number of threads either.
/// </summary>
internal readonly struct RowPieces(int rows, int threads)
{
    // Fewer rows would read the recurrent matrix for little work.
    private const int FewestRows = 4;

    /// <summary>Number of pieces.</summary>
    public int Count { get; } = Math.Clamp(rows / FewestRows, 1, threads);

    /// <summary>First row and number of rows of piece <paramref name="index"/>.</summary>
    public (int First, int Count) this[int index]
    {
        get
        {
            var first = (int)((long)index * rows / Count);
            return (first, (int)((long)(index + 1) * rows / Count) - first);
        }
    }
}
