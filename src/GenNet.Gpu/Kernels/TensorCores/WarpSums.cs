using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>A lane's sums of the 64 by 32 that its warp computes: four times 16 rows, each of four times 8 columns.</summary>
internal struct WarpSums
{
    public WarpRow Row0;
    public WarpRow Row1;
    public WarpRow Row2;
    public WarpRow Row3;
}

/// <summary>A lane's sums of 16 rows.</summary>
internal struct WarpRow
{
    public F4 Column0;
    public F4 Column1;
    public F4 Column2;
    public F4 Column3;
}

/// <summary>What a warp does with 8 words of the tiles in shared memory: 16 instructions of tensor cores.</summary>
/// <typeparam name="TFormat">What the words are.</typeparam>
[GpuKernel]
internal static class WarpSums<TFormat>
    where TFormat : struct, ITensorFormat
{
    /// <summary>Adds the products.</summary>
    /// <param name="sums">The lane's sums.</param>
    /// <param name="left">The left tile, from the lane's first word on.</param>
    /// <param name="right">The right one, from the lane's first word on.</param>
    /// <param name="leftLine">From line to line of the left tile.</param>
    /// <param name="rightLine">From line to line of the right tile.</param>
    /// <param name="leftWord">From word to word of the left tile.</param>
    /// <param name="rightWord">From word to word of the right tile.</param>
    public static void Add(ref WarpSums sums, ArrayView<uint> left, ArrayView<uint> right, int leftLine, int rightLine, int leftWord, int rightWord)
    {
        var b0 = Right(right, 0, rightWord);
        var b1 = Right(right, 8 * rightLine, rightWord);
        var b2 = Right(right, 16 * rightLine, rightWord);
        var b3 = Right(right, 24 * rightLine, rightWord);
        AddTo(ref sums.Row0, Left(left, 0, leftLine, leftWord), b0, b1, b2, b3);
        AddTo(ref sums.Row1, Left(left, 16 * leftLine, leftLine, leftWord), b0, b1, b2, b3);
        AddTo(ref sums.Row2, Left(left, 32 * leftLine, leftLine, leftWord), b0, b1, b2, b3);
        AddTo(ref sums.Row3, Left(left, 48 * leftLine, leftLine, leftWord), b0, b1, b2, b3);
    }

    private static Words Left(ArrayView<uint> tile, int at, int line, int word) => new()
    {
        X = tile[at],
        Y = tile[at + (8 * line)],
        Z = tile[at + (4 * word)],
        W = tile[at + (8 * line) + (4 * word)],
    };

    private static WordPair Right(ArrayView<uint> tile, int at, int word) => new() { X = tile[at], Y = tile[at + (4 * word)] };

    private static void AddTo(ref WarpRow row, Words a, WordPair b0, WordPair b1, WordPair b2, WordPair b3)
    {
        row.Column0 = TFormat.Multiply(row.Column0, a, b0);
        row.Column1 = TFormat.Multiply(row.Column1, a, b1);
        row.Column2 = TFormat.Multiply(row.Column2, a, b2);
        row.Column3 = TFormat.Multiply(row.Column3, a, b3);
    }
}
