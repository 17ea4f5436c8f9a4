namespace GenNet.Kernels;

/// <summary>In how many bands of rows an image is computed: what a band sees of the source stays in the second-level cache.</summary>
internal static class ImageBands
{
    private const int MostRows = 8;
    private const int ManyPieces = 8;
    private const int PiecesPerThread = 2;

    /// <summary>Bands of each of <paramref name="images"/> images of <paramref name="rows"/> rows; no sum depends on it.</summary>
    public static int Count(int images, int rows, int threads)
    {
        var bands = (rows + MostRows - 1) / MostRows;
        // Few pieces must be as many for each thread.
        while (bands < rows && (long)images * bands < (long)ManyPieces * threads && (long)images * bands % threads != 0)
            bands++;
        return bands;
    }

    /// <summary>
    /// In how many pieces of work the bands are done. A piece packs the kernel first: there are no more than keep the threads busy.
    /// </summary>
    public static int Pieces(int bands, int threads) => threads == 1 ? 1 : Math.Min(bands, PiecesPerThread * threads);

    /// <summary>The bands of a piece.</summary>
    public static (int First, int End) OfPiece(int piece, int pieces, int bands) =>
        ((int)((long)piece * bands / pieces), (int)((long)(piece + 1) * bands / pieces));
}
