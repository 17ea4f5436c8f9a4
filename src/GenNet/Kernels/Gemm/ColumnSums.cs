using System.Numerics;
using System.Runtime.CompilerServices;

namespace GenNet.Kernels;

/// <summary>Sums of a matrix's columns, as a bias' gradient is.</summary>
internal static unsafe class ColumnSums
{
    private const int ValuesPerPiece = 16 * 1024;
    private const int MaxPieces = 64;

    /// <summary>
    /// Adds to <paramref name="sums"/> the sum of every column. Rows are summed in pieces, whose number depends on the sizes alone, and then the
    /// pieces in order.
    /// </summary>
    public static void Add(WorkerPool workers, int rows, int columns, float* values, float* sums)
    {
        var pieces = (int)Math.Clamp((long)rows * columns / ValuesPerPiece, 1, Math.Min(MaxPieces, Math.Max(rows, 1)));
        var body = new Pieces { Rows = rows, Columns = columns, Values = values, Count = pieces };
        body.Partials = pieces == 1 ? sums : Scratch.Take(ScratchUse.Partials, (nint)pieces * columns);
        if (pieces > 1)
            new Span<float>(body.Partials, pieces * columns).Clear();
        workers.For(pieces, ref body);
        for (var piece = 0; pieces > 1 && piece < pieces; piece++)
            AddRows(1, columns, body.Partials + ((nint)piece * columns), sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRows(nint rows, int columns, float* values, float* sums)
    {
        var width = Vector<float>.Count;
        var column = 0;
        for (; column + (4 * width) <= columns; column += 4 * width)
        {
            var s0 = Vector.Load(sums + column);
            var s1 = Vector.Load(sums + column + width);
            var s2 = Vector.Load(sums + column + (2 * width));
            var s3 = Vector.Load(sums + column + (3 * width));
            var at = values + column;
            for (nint row = 0; row < rows; row++, at += columns)
            {
                s0 += Vector.Load(at);
                s1 += Vector.Load(at + width);
                s2 += Vector.Load(at + (2 * width));
                s3 += Vector.Load(at + (3 * width));
            }
            s0.Store(sums + column);
            s1.Store(sums + column + width);
            s2.Store(sums + column + (2 * width));
            s3.Store(sums + column + (3 * width));
        }
        for (nint row = 0; row < rows; row++)
        {
            var at = values + (row * columns);
            for (var rest = column; rest < columns; rest++)
                sums[rest] += at[rest];
        }
    }

    private struct Pieces : IParallelBody
    {
        public int Rows;
        public int Columns;
        public float* Values;
        public float* Partials;
        public int Count;

        public readonly void Invoke(int piece, int worker)
        {
            var first = (long)piece * Rows / Count;
            var end = (long)(piece + 1) * Rows / Count;
            AddRows((nint)(end - first), Columns, Values + (first * Columns), Partials + ((nint)piece * Columns));
        }
    }
}
