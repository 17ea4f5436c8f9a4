namespace GenNet.Gpu.Kernels;

/// <summary>How a product is shared among a device's threads. It depends on sizes and device alone, so that results have the same bits every time.</summary>
/// <param name="Side">Threads along a side of a tile: 16, 8 or 4.</param>
/// <param name="Parts">Into how many parts each sum is cut; they are summed in order afterwards.</param>
internal readonly record struct ProductPlan(int Side, int Parts)
{
    // A part must be worth its share of the summing.
    private const int LeastDepthOfPart = 256;

    private const int MaxParts = 128;

    // What has fewer rows or columns would fill a large tile with nothing.
    private const int SideOfSmallTile = 64;

    /// <summary>The plan for a device.</summary>
    /// <param name="size">Size of the product.</param>
    /// <param name="groupSize">Threads that a group can have.</param>
    /// <param name="multiprocessors">Multiprocessors of the device.</param>
    public static ProductPlan For(in ProductSize size, int groupSize, int multiprocessors)
    {
        var isNarrow = Math.Min(size.Rows, size.Columns) <= SideOfSmallTile;
        var side = groupSize < 64 ? 4 : groupSize < 256 || isNarrow || size.Tiles(16) < multiprocessors ? 8 : 16;
        var tiles = size.Tiles(side);
        var wanted = tiles < multiprocessors ? 2L * multiprocessors / tiles : 1;
        return new(side, (int)Math.Clamp(Math.Min(wanted, size.Depth / LeastDepthOfPart), 1, MaxParts));
    }

    /// <summary>Depth of a part, a multiple of <paramref name="tileDepth"/>.</summary>
    public int PartDepth(int depth, int tileDepth) => (((depth + Parts - 1) / Parts) + tileDepth - 1) / tileDepth * tileDepth;
}
