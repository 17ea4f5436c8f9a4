namespace GenNet.Gpu.Kernels;

/// <summary>Size of a product of matrices, or of a batch of such.</summary>
/// <param name="Rows">Rows of A and C.</param>
/// <param name="Columns">Columns of B and C.</param>
/// <param name="Depth">Columns of A and rows of B.</param>
/// <param name="Batch">Products.</param>
internal readonly record struct ProductSize(int Rows, int Columns, int Depth, int Batch = 1)
{
    /// <summary>Tiles of all products, where a tile has <paramref name="side"/> threads along a side.</summary>
    public long Tiles(int side) => (long)TilesAlong(Rows, side) * TilesAlong(Columns, side) * Batch;

    /// <summary>Tiles along an axis.</summary>
    public static int TilesAlong(int size, int side) => (size + (8 * side) - 1) / (8 * side);
}
