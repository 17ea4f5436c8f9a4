using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>
/// C = A·B, a tile a group. A thread has 8×8 sums in registers: rows 4·y to 4·y + 3 of the upper and of the lower half of the tile, columns 4·x to 4·x + 3 of the left and of the right half,
/// so that what threads side by side read lies side by side. While it multiplies one pair of tiles in shared memory, the next is on its way into registers, and goes to the other half of the
/// shared memory.
/// </summary>
/// <typeparam name="TLeft">Order of A.</typeparam>
/// <typeparam name="TRight">Order of B.</typeparam>
/// <typeparam name="TActivation">What is applied to C.</typeparam>
/// <typeparam name="TTile">The tile.</typeparam>
internal struct ProductKernel<TLeft, TRight, TActivation, TTile> : IGpuKernel<ProductKernel<TLeft, TRight, TActivation, TTile>>
    where TLeft : struct, ITileOperand<TLeft>
    where TRight : struct, ITileOperand<TRight>
    where TActivation : struct, IActivationFunction
    where TTile : struct, ITile
{
    public TLeft Left;
    public TRight Right;
    public TileResult<TActivation> Result;

    /// <summary>Length of the sums.</summary>
    public int Depth;

    /// <summary>Depth of a part, a multiple of <see cref="TileDepth"/>: a sum is cut in parts where there are too few tiles.</summary>
    public int PartDepth;

    /// <summary>Parts of a sum; each is a product of its own in the result.</summary>
    public int Parts;

    /// <summary>Depth of the tiles in shared memory.</summary>
    public const int TileDepth = 8;

    // Fours from depth to depth: one more than there are, so that writing across depths hits other banks.
    private static int Stride => (2 * TTile.Side) + 1;

    private static int Threads => TTile.Side * TTile.Side;

    public static void Run(ProductKernel<TLeft, TRight, TActivation, TTile> kernel)
    {
        var left = SharedMemory.Allocate<F4>(2 * TileDepth * ((2 * TTile.Side) + 1));
        var right = SharedMemory.Allocate<F4>(2 * TileDepth * ((2 * TTile.Side) + 1));
        var thread = Kept.Of(Group.IdxX);
        var x = Kept.Of(thread % TTile.Side);
        var y = Kept.Of(thread / TTile.Side);
        var batch = Grid.IdxZ / kernel.Parts;
        var begin = Grid.IdxZ % kernel.Parts * kernel.PartDepth;
        var end = Kept.Of(begin + kernel.PartDepth < kernel.Depth ? begin + kernel.PartDepth : kernel.Depth);
        var firstRow = Grid.IdxX * 8 * TTile.Side;
        var firstColumn = Grid.IdxY * 8 * TTile.Side;

        // A thread brings one four of each tile where the side is 16, two where it is 8, four where it is 4.
        var a0 = PlaceOf(kernel.Left, batch, firstRow, thread, 0);
        var b0 = PlaceOf(kernel.Right, batch, firstColumn, thread, 0);
        var a1 = TTile.Side < 16 ? PlaceOf(kernel.Left, batch, firstRow, thread, 1) : a0;
        var b1 = TTile.Side < 16 ? PlaceOf(kernel.Right, batch, firstColumn, thread, 1) : b0;
        var a2 = TTile.Side < 8 ? PlaceOf(kernel.Left, batch, firstRow, thread, 2) : a0;
        var b2 = TTile.Side < 8 ? PlaceOf(kernel.Right, batch, firstColumn, thread, 2) : b0;
        var a3 = TTile.Side < 8 ? PlaceOf(kernel.Left, batch, firstRow, thread, 3) : a0;
        var b3 = TTile.Side < 8 ? PlaceOf(kernel.Right, batch, firstColumn, thread, 3) : b0;

        var sums = default(Sums);
        var half = 0;
        for (var depth = begin - TileDepth; depth < end; depth += TileDepth)
        {
            var next = depth + TileDepth;
            var hasNext = next < end;
            F4 la0 = default, la1 = default, la2 = default, la3 = default, lb0 = default, lb1 = default, lb2 = default, lb3 = default;
            if (hasNext)
            {
                la0 = TLeft.Load(kernel.Left, a0, next + DepthOf(TLeft.IsAlongDepth, thread, 0));
                lb0 = TRight.Load(kernel.Right, b0, next + DepthOf(TRight.IsAlongDepth, thread, 0));
                if (TTile.Side < 16)
                {
                    la1 = TLeft.Load(kernel.Left, a1, next + DepthOf(TLeft.IsAlongDepth, thread, 1));
                    lb1 = TRight.Load(kernel.Right, b1, next + DepthOf(TRight.IsAlongDepth, thread, 1));
                }
                if (TTile.Side < 8)
                {
                    la2 = TLeft.Load(kernel.Left, a2, next + DepthOf(TLeft.IsAlongDepth, thread, 2));
                    lb2 = TRight.Load(kernel.Right, b2, next + DepthOf(TRight.IsAlongDepth, thread, 2));
                    la3 = TLeft.Load(kernel.Left, a3, next + DepthOf(TLeft.IsAlongDepth, thread, 3));
                    lb3 = TRight.Load(kernel.Right, b3, next + DepthOf(TRight.IsAlongDepth, thread, 3));
                }
            }
            if (depth >= begin)
                AddTile(ref sums, left.SubView((half * TileDepth * Stride) + y), right.SubView((half * TileDepth * Stride) + x));
            half = 1 - half;
            if (hasNext)
            {
                var at = half * TileDepth * Stride;
                Store(left, at, TLeft.IsAlongDepth, thread, 0, la0);
                Store(right, at, TRight.IsAlongDepth, thread, 0, lb0);
                if (TTile.Side < 16)
                {
                    Store(left, at, TLeft.IsAlongDepth, thread, 1, la1);
                    Store(right, at, TRight.IsAlongDepth, thread, 1, lb1);
                }
                if (TTile.Side < 8)
                {
                    Store(left, at, TLeft.IsAlongDepth, thread, 2, la2);
                    Store(right, at, TRight.IsAlongDepth, thread, 2, lb2);
                    Store(left, at, TLeft.IsAlongDepth, thread, 3, la3);
                    Store(right, at, TRight.IsAlongDepth, thread, 3, lb3);
                }
            }
            Group.Barrier();
        }
        StoreSums(kernel.Result, Grid.IdxZ, firstRow + (4 * y), firstColumn + (4 * x), sums);
    }

    private static LinePlace PlaceOf(TLeft operand, int batch, int first, int thread, int load) => Kept.Of(TLeft.PlaceOf(operand, batch, first + Line(TLeft.IsAlongDepth, thread, load)));

    private static LinePlace PlaceOf(TRight operand, int batch, int first, int thread, int load) => Kept.Of(TRight.PlaceOf(operand, batch, first + Line(TRight.IsAlongDepth, thread, load)));

    private static void AddTile(ref Sums sums, ArrayView<F4> left, ArrayView<F4> right)
    {
        TileSums.Add(ref sums, left, right, Stride, TTile.Side, 0);
        TileSums.Add(ref sums, left, right, Stride, TTile.Side, 1);
        TileSums.Add(ref sums, left, right, Stride, TTile.Side, 2);
        TileSums.Add(ref sums, left, right, Stride, TTile.Side, 3);
        TileSums.Add(ref sums, left, right, Stride, TTile.Side, 4);
        TileSums.Add(ref sums, left, right, Stride, TTile.Side, 5);
        TileSums.Add(ref sums, left, right, Stride, TTile.Side, 6);
        TileSums.Add(ref sums, left, right, Stride, TTile.Side, 7);
    }

    // A loop in which the rows move up, since eight copies of what follows a sum would be most of the code.
    private static void StoreSums(TileResult<TActivation> result, int product, int row, int column, Sums sums)
    {
        for (var i = 0; i < 8; i++)
        {
            var at = i < 4 ? row + i : row + i - 4 + (4 * TTile.Side);
            TileResult<TActivation>.Store(result, product, at, column, sums.Row0.Left);
            TileResult<TActivation>.Store(result, product, at, column + (4 * TTile.Side), sums.Row0.Right);
            sums.Row0 = sums.Row1;
            sums.Row1 = sums.Row2;
            sums.Row2 = sums.Row3;
            sums.Row3 = sums.Row4;
            sums.Row4 = sums.Row5;
            sums.Row5 = sums.Row6;
            sums.Row6 = sums.Row7;
        }
    }

    // Fours along the depth: two a line. Fours of lines: 2·side a depth.
    private static int Line(bool isAlongDepth, int thread, int load) =>
        isAlongDepth ? (thread + (load * Threads)) / 2 : (thread + (load * Threads)) % (2 * TTile.Side) * 4;

    private static int DepthOf(bool isAlongDepth, int thread, int load) =>
        isAlongDepth ? (thread + (load * Threads)) % 2 * 4 : (thread + (load * Threads)) / (2 * TTile.Side);

    private static void Store(ArrayView<F4> tile, int at, bool isAlongDepth, int thread, int load, F4 values)
    {
        var line = Line(isAlongDepth, thread, load);
        var depth = DepthOf(isAlongDepth, thread, load);
        if (!isAlongDepth)
        {
            tile[at + (depth * Stride) + (line / 4)] = values;
            return;
        }
        var floats = tile.Cast<float>().SubView((4 * (at + (depth * Stride))) + line);
        floats[0] = values.X;
        floats[4 * Stride] = values.Y;
        floats[8 * Stride] = values.Z;
        floats[12 * Stride] = values.W;
    }
}
