using System.Runtime.CompilerServices;
using GenNet.Devices.Cpu;

namespace GenNet.Kernels;

/// <summary>
/// The product of few rows with a matrix, which is as fast as memory gives the matrix: it is read once, in the order it lies in, some rows at
/// a time, each adding to all columns.
/// </summary>
internal static unsafe class ThinProduct<TVector, TSimd>
    where TVector : struct
    where TSimd : struct, ISimd<TVector>
{
    private const int MostRows = 6;
    private const int ColumnsPerPiece = 128;

    // So many rows of B at a time that their column sums are loaded and stored rarely.
    private const int Depths = 8;

    /// <summary>Whether this is the way to compute a product of this size.</summary>
    public static bool Suits(int rows, int columns, in MatrixOperand a, in MatrixOperand b) =>
        rows <= MostRows && columns >= 4 * TSimd.Count && !a.IsTransposed && !b.IsTransposed;

    /// <summary>Computes all columns but the last <c>columns % TSimd.Count</c>.</summary>
    public static void Multiply(WorkerPool workers, int rows, int columns, int depth, MatrixOperand a, MatrixOperand b, MatrixResult c)
    {
        var vectors = columns / TSimd.Count;
        var pieces = Math.Clamp(columns / ColumnsPerPiece, 1, workers.Threads);
        var body = new Pieces { Rows = rows, Vectors = vectors, Depth = depth, A = a, B = b, C = c, Count = pieces };
        workers.For(pieces, ref body);
    }

    private struct Pieces : IParallelBody
    {
        public int Rows;
        public int Vectors;
        public int Depth;
        public MatrixOperand A;
        public MatrixOperand B;
        public MatrixResult C;
        public int Count;

        public readonly void Invoke(int piece, int worker)
        {
            var first = (nint)((long)piece * Vectors / Count) * TSimd.Count;
            var columns = ((nint)((long)(piece + 1) * Vectors / Count) * TSimd.Count) - first;
            if (!C.Accumulate)
            {
                for (var row = 0; row < Rows; row++)
                    Start(C.Values + (row * C.Stride) + first, C.Bias == null ? null : C.Bias + first, columns);
            }
            var depth = 0;
            for (; depth + Depths <= Depth; depth += Depths)
            {
                for (var row = 0; row < Rows; row++)
                {
                    Add(
                        A.Values + (row * A.Stride) + depth, B.Values + (depth * B.Stride) + first, B.Stride,
                        C.Values + (row * C.Stride) + first, columns);
                }
            }
            for (; depth < Depth; depth++)
            {
                for (var row = 0; row < Rows; row++)
                    AddOne(A.Values[(row * A.Stride) + depth], B.Values + (depth * B.Stride) + first, C.Values + (row * C.Stride) + first, columns);
            }
            for (var row = 0; C.ReLU && row < Rows; row++)
                Rectify(C.Values + (row * C.Stride) + first, columns);
        }

        private static void Start(float* c, float* bias, nint columns)
        {
            if (bias == null)
                new Span<float>(c, (int)columns).Clear();
            else
                new ReadOnlySpan<float>(bias, (int)columns).CopyTo(new(c, (int)columns));
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Add(float* a, float* b, nint stride, float* c, nint columns)
        {
            var a0 = TSimd.Broadcast(a[0]);
            var a1 = TSimd.Broadcast(a[1]);
            var a2 = TSimd.Broadcast(a[2]);
            var a3 = TSimd.Broadcast(a[3]);
            var a4 = TSimd.Broadcast(a[4]);
            var a5 = TSimd.Broadcast(a[5]);
            var a6 = TSimd.Broadcast(a[6]);
            var a7 = TSimd.Broadcast(a[7]);
            var b3 = b + (3 * stride);
            var b6 = b3 + (3 * stride);
            for (var end = c + columns; c < end; c += TSimd.Count)
            {
                var sum = TSimd.MultiplyAdd(a0, TSimd.Load(b), TSimd.Load(c));
                sum = TSimd.MultiplyAdd(a1, TSimd.Load(b + stride), sum);
                sum = TSimd.MultiplyAdd(a2, TSimd.Load(b + (2 * stride)), sum);
                sum = TSimd.MultiplyAdd(a3, TSimd.Load(b3), sum);
                sum = TSimd.MultiplyAdd(a4, TSimd.Load(b3 + stride), sum);
                sum = TSimd.MultiplyAdd(a5, TSimd.Load(b3 + (2 * stride)), sum);
                sum = TSimd.MultiplyAdd(a6, TSimd.Load(b6), sum);
                sum = TSimd.MultiplyAdd(a7, TSimd.Load(b6 + stride), sum);
                TSimd.Store(c, sum);
                b += TSimd.Count;
                b3 += TSimd.Count;
                b6 += TSimd.Count;
            }
        }

        private static void AddOne(float a, float* b, float* c, nint columns)
        {
            var factor = TSimd.Broadcast(a);
            for (nint column = 0; column < columns; column += TSimd.Count)
                TSimd.Store(c + column, TSimd.MultiplyAdd(factor, TSimd.Load(b + column), TSimd.Load(c + column)));
        }

        private static void Rectify(float* c, nint columns)
        {
            for (nint column = 0; column < columns; column += TSimd.Count)
                TSimd.Store(c + column, TSimd.AtLeast(TSimd.Broadcast(0), TSimd.Load(c + column)));
        }
    }
}
