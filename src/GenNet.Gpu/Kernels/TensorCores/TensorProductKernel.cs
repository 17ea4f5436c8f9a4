using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>
/// C = A·B by tensor cores, a tile a group. A warp has 64×32 sums in registers. While it multiplies one pair of tiles in shared memory, the next is on its way into registers, and is rounded
/// into the other half of the shared memory.
/// </summary>
/// <typeparam name="TLeft">Order of A.</typeparam>
/// <typeparam name="TRight">Order of B.</typeparam>
/// <typeparam name="TActivation">What is applied to C.</typeparam>
/// <typeparam name="TTile">The tile.</typeparam>
/// <typeparam name="TFormat">What factors are rounded to.</typeparam>
internal struct TensorProductKernel<TLeft, TRight, TActivation, TTile, TFormat> : IGpuKernel<TensorProductKernel<TLeft, TRight, TActivation, TTile, TFormat>>
    where TLeft : struct, ITileOperand<TLeft>
    where TRight : struct, ITileOperand<TRight>
    where TActivation : struct, IActivationFunction
    where TTile : struct, ITensorTile
    where TFormat : struct, ITensorFormat
{
    public TLeft Left;
    public TRight Right;
    public TileResult<TActivation> Result;

    /// <summary>Length of the sums.</summary>
    public int Depth;

    /// <summary>Depth of a part, a multiple of 16: a sum is cut in parts where there are too few tiles.</summary>
    public int PartDepth;

    /// <summary>Parts of a sum; each is a product of its own in the result.</summary>
    public int Parts;

    // Words of a tile in either order: 12 a line, or 8 times the lines and 8 more.
    private const int MostWordsOfLine = 12;

    private static int Rows => 64 * TTile.WarpsDown;

    private static int Columns => 32 * TTile.WarpsAcross;

    private static int Threads => 32 * TTile.WarpsDown * TTile.WarpsAcross;

    private static int TileDepth => 8 * TFormat.NumbersOfWord;

    public static void Run(TensorProductKernel<TLeft, TRight, TActivation, TTile, TFormat> kernel)
    {
        var left = SharedMemory.Allocate<uint>(2 * 64 * TTile.WarpsDown * MostWordsOfLine);
        var right = SharedMemory.Allocate<uint>(2 * 32 * TTile.WarpsAcross * MostWordsOfLine);
        var thread = Kept.Of(Group.IdxX);
        var warp = thread / 32;
        var lane = thread % 32;
        var batch = Grid.IdxZ / kernel.Parts;
        var begin = Grid.IdxZ % kernel.Parts * kernel.PartDepth;
        var end = Kept.Of(begin + kernel.PartDepth < kernel.Depth ? begin + kernel.PartDepth : kernel.Depth);
        var firstRow = Grid.IdxX * Rows;
        var firstColumn = Grid.IdxY * Columns;
        var warpRow = warp / TTile.WarpsAcross * 64;
        var warpColumn = warp % TTile.WarpsAcross * 32;

        // A thread brings four words of each tile where there are 8 warps, eight where there are 2.
        var a0 = Kept.Of(TLeft.PlaceOf(kernel.Left, batch, firstRow + WordTile<TLeft, TFormat>.LineOf(thread, Rows)));
        var b0 = Kept.Of(TRight.PlaceOf(kernel.Right, batch, firstColumn + WordTile<TRight, TFormat>.LineOf(thread, Columns)));
        var a1 = TTile.WarpsDown < 2 ? Kept.Of(TLeft.PlaceOf(kernel.Left, batch, firstRow + WordTile<TLeft, TFormat>.LineOf(thread + Threads, Rows))) : a0;
        var b1 = TTile.WarpsDown < 2 ? Kept.Of(TRight.PlaceOf(kernel.Right, batch, firstColumn + WordTile<TRight, TFormat>.LineOf(thread + Threads, Columns))) : b0;
        var leftTo = Kept.Of(WordTile<TLeft, TFormat>.PlaceOf(thread, Rows));
        var rightTo = Kept.Of(WordTile<TRight, TFormat>.PlaceOf(thread, Columns));

        var row = Kept.Of(((warpRow + (lane / 4)) * WordTile<TLeft, TFormat>.Line) + (lane % 4 * WordTile<TLeft, TFormat>.Word(Rows)));
        var column = Kept.Of(((warpColumn + (lane / 4)) * WordTile<TRight, TFormat>.Line) + (lane % 4 * WordTile<TRight, TFormat>.Word(Columns)));
        var sums = default(WarpSums);
        var half = 0;
        for (var depth = begin - TileDepth; depth < end; depth += TileDepth)
        {
            var next = depth + TileDepth;
            var hasNext = next < end;
            WordTile<TLeft, TFormat>.Numbers la0 = default, la1 = default;
            WordTile<TRight, TFormat>.Numbers lb0 = default, lb1 = default;
            if (hasNext)
            {
                la0 = WordTile<TLeft, TFormat>.Load(kernel.Left, a0, next, thread, Rows);
                lb0 = WordTile<TRight, TFormat>.Load(kernel.Right, b0, next, thread, Columns);
                if (TTile.WarpsDown < 2)
                {
                    la1 = WordTile<TLeft, TFormat>.Load(kernel.Left, a1, next, thread + Threads, Rows);
                    lb1 = WordTile<TRight, TFormat>.Load(kernel.Right, b1, next, thread + Threads, Columns);
                }
            }
            if (depth >= begin)
            {
                WarpSums<TFormat>.Add(
                    ref sums, left.SubView((half * Rows * MostWordsOfLine) + row), right.SubView((half * Columns * MostWordsOfLine) + column),
                    WordTile<TLeft, TFormat>.Line, WordTile<TRight, TFormat>.Line, WordTile<TLeft, TFormat>.Word(Rows), WordTile<TRight, TFormat>.Word(Columns));
            }
            half = 1 - half;
            if (hasNext)
            {
                var leftAt = half * Rows * MostWordsOfLine;
                var rightAt = half * Columns * MostWordsOfLine;
                WordTile<TLeft, TFormat>.Store(left, leftAt + leftTo, la0);
                WordTile<TRight, TFormat>.Store(right, rightAt + rightTo, lb0);
                if (TTile.WarpsDown < 2)
                {
                    WordTile<TLeft, TFormat>.Store(left, leftAt + WordTile<TLeft, TFormat>.PlaceOf(thread + Threads, Rows), la1);
                    WordTile<TRight, TFormat>.Store(right, rightAt + WordTile<TRight, TFormat>.PlaceOf(thread + Threads, Columns), lb1);
                }
            }
            Group.Barrier();
        }
        StoreSums(kernel.Result, Grid.IdxZ, firstRow + warpRow + (lane / 4), firstColumn + warpColumn + (lane % 4 * 2), sums);
    }

    // Loops in which the sums move up, since sixteen copies of what follows a sum would be most of the code.
    private static void StoreSums(TileResult<TActivation> result, int product, int row, int column, WarpSums sums)
    {
        for (var i = 0; i < 4; i++)
        {
            var rowSums = sums.Row0;
            for (var j = 0; j < 4; j++)
            {
                var four = rowSums.Column0;
                TileResult<TActivation>.StoreTwo(result, product, row + (16 * i), column + (8 * j), four.X, four.Y);
                TileResult<TActivation>.StoreTwo(result, product, row + (16 * i) + 8, column + (8 * j), four.Z, four.W);
                rowSums.Column0 = rowSums.Column1;
                rowSums.Column1 = rowSums.Column2;
                rowSums.Column2 = rowSums.Column3;
            }
            sums.Row0 = sums.Row1;
            sums.Row1 = sums.Row2;
            sums.Row2 = sums.Row3;
        }
    }
}
