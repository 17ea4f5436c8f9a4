using System.Runtime.CompilerServices;

namespace GenNet.Kernels;

/// <summary>
/// The product of few rows with a matrix of few columns. An element's chain of multiply-adds would wait for each of its links; so the chains of
/// four blocks of the depth are computed side by side.
/// </summary>
internal static unsafe class NarrowProduct<TVector, TSimd>
    where TVector : struct
    where TSimd : struct, ISimd<TVector>
{
    private const int Block = Gemm.DepthBlock;
    private const int MostValues = 16;

    public static void Multiply(int rows, int columns, int depth, MatrixOperand a, MatrixOperand b, MatrixResult c)
    {
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column += TSimd.Count)
                Multiply(a.Values + (row * a.Stride), new(b.Values + column, b.Stride), depth, c.Columns(column), row, Math.Min(TSimd.Count, columns - column));
        }
    }

    /// <summary>One register of one row.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(float* a, MatrixOperand b, int depth, MatrixResult c, int row, int columns)
    {
        // Registers are loaded whole, as far as what follows a row in memory is of the matrix too; the last rows from a copy.
        var over = TSimd.Count - columns;
        var whole = over == 0 ? depth : (int)Math.Max(0, depth - ((over + b.Stride - 1) / b.Stride));
        var rest = stackalloc float[MostValues * MostValues];
        for (var i = whole; i < depth; i++)
            Copy(b.Values + (i * b.Stride), rest + ((i - whole) * TSimd.Count), columns);

        var target = c.Values + (row * c.Stride);
        var values = stackalloc float[MostValues];
        new Span<float>(values, MostValues).Clear();
        if (c.Accumulate)
            Copy(target, values, columns);
        else if (c.Bias != null)
            Copy(c.Bias, values, columns);
        var sum = TSimd.Load(values);
        var done = 0;
        for (; done + (4 * Block) <= whole; done += 4 * Block)
            sum = AddFour(sum, a + done, b.Values + (done * b.Stride), b.Stride, 4);
        var blocks = (whole - done) / Block;
        if (blocks > 0)
            sum = AddFour(sum, a + done, b.Values + (done * b.Stride), b.Stride, blocks);
        done += blocks * Block;
        while (done < depth)
        {
            var chain = TSimd.Broadcast(0);
            for (var end = Math.Min(depth, done + Block); done < end; done++)
            {
                var factors = done < whole ? b.Values + (done * b.Stride) : rest + ((done - whole) * TSimd.Count);
                chain = TSimd.MultiplyAdd(TSimd.Broadcast(a[done]), TSimd.Load(factors), chain);
            }
            sum = TSimd.Add(sum, chain);
        }
        TSimd.Store(values, TSimd.AtMost(TSimd.Broadcast(c.Bounds.Ceiling), TSimd.AtLeast(TSimd.Broadcast(c.Bounds.Floor), sum)));
        Copy(values, target, columns);
    }

    /// <summary>Adds the chains of up to four blocks; the others are computed like the first and left out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TVector AddFour(TVector sum, float* a, float* b, nint stride, int blocks)
    {
        var (a1, b1) = blocks > 1 ? (Block, Block * stride) : (0, 0);
        var (a2, b2) = blocks > 2 ? (2 * Block, 2 * Block * stride) : (0, 0);
        var (a3, b3) = blocks > 3 ? (3 * Block, 3 * Block * stride) : (0, 0);
        var chain0 = TSimd.Broadcast(0);
        var chain1 = chain0;
        var chain2 = chain0;
        var chain3 = chain0;
        for (var end = a + Block; a < end; a++, b += stride)
        {
            chain0 = TSimd.MultiplyAdd(TSimd.Broadcast(a[0]), TSimd.Load(b), chain0);
            chain1 = TSimd.MultiplyAdd(TSimd.Broadcast(a[a1]), TSimd.Load(b + b1), chain1);
            chain2 = TSimd.MultiplyAdd(TSimd.Broadcast(a[a2]), TSimd.Load(b + b2), chain2);
            chain3 = TSimd.MultiplyAdd(TSimd.Broadcast(a[a3]), TSimd.Load(b + b3), chain3);
        }
        sum = TSimd.Add(sum, chain0);
        if (blocks > 1)
            sum = TSimd.Add(sum, chain1);
        if (blocks > 2)
            sum = TSimd.Add(sum, chain2);
        return blocks > 3 ? TSimd.Add(sum, chain3) : sum;
    }

    private static void Copy(float* from, float* to, int count) => new ReadOnlySpan<float>(from, count).CopyTo(new(to, count));
}
