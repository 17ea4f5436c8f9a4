using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>What a thread does with one depth of the tiles in shared memory: 64 products, with 16 values read.</summary>
[GpuKernel]
internal static class TileSums
{
    /// <summary>Adds the products of depth <paramref name="depth"/>, a literal, so that the calls are a loop unrolled.</summary>
    /// <param name="sums">The thread's sums.</param>
    /// <param name="left">The left tile, of each depth the lines in fours, from the thread's first four on: what follows lies at distances that are known, and so in the instruction.</param>
    /// <param name="right">The right one, from the thread's first four on.</param>
    /// <param name="stride">Fours from depth to depth.</param>
    /// <param name="side">Threads along a side of the tile.</param>
    /// <param name="depth">The depth.</param>
    public static void Add(ref Sums sums, ArrayView<F4> left, ArrayView<F4> right, int stride, int side, int depth)
    {
        var above = left[depth * stride];
        var below = left[(depth * stride) + side];
        var b0 = right[depth * stride];
        var b1 = right[(depth * stride) + side];
        AddTo(ref sums.Row0, above.X, b0, b1);
        AddTo(ref sums.Row1, above.Y, b0, b1);
        AddTo(ref sums.Row2, above.Z, b0, b1);
        AddTo(ref sums.Row3, above.W, b0, b1);
        AddTo(ref sums.Row4, below.X, b0, b1);
        AddTo(ref sums.Row5, below.Y, b0, b1);
        AddTo(ref sums.Row6, below.Z, b0, b1);
        AddTo(ref sums.Row7, below.W, b0, b1);
    }

    private static void AddTo(ref R8 row, float a, F4 b0, F4 b1)
    {
        row.Left.X += a * b0.X;
        row.Left.Y += a * b0.Y;
        row.Left.Z += a * b0.Z;
        row.Left.W += a * b0.W;
        row.Right.X += a * b1.X;
        row.Right.Y += a * b1.Y;
        row.Right.Z += a * b1.Z;
        row.Right.W += a * b1.W;
    }
}

/// <summary>A thread's eight rows of eight sums.</summary>
internal struct Sums
{
    public R8 Row0;
    public R8 Row1;
    public R8 Row2;
    public R8 Row3;
    public R8 Row4;
    public R8 Row5;
    public R8 Row6;
    public R8 Row7;
}
