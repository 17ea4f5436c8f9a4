using System.Runtime.CompilerServices;

namespace GenNet.Kernels;

/// <summary>
/// The product of few rows with a matrix, which is as fast as memory gives the matrix: it is read once, in the order it lies in, some rows at
/// a time, each adding to all columns.
/// </summary>
internal static unsafe class ThinProduct<TVector, TSimd>
    where TVector : struct
    where TSimd : struct, ISimd<TVector>
{
    private const int ColumnsPerPiece = 128;

    // So many rows of B at a time that their column sums are loaded and stored rarely.
    private const int Depths = 8;

    /// <summary>Computes the product; <paramref name="columns"/> is a multiple of a register's.</summary>
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
            var sums = Scratch.Take(ScratchUse.Partials, Rows * columns);
            // One round at least: an empty depth leaves what the sums are added to.
            var depth = 0;
            do
            {
                var depths = Math.Min(Gemm.DepthBlock, Depth - depth);
                AddBlock(first, columns, depth, depths, sums);
                for (var row = 0; row < Rows; row++)
                    Finish(sums + (row * columns), row, first, columns, isFirst: depth == 0, isLast: depth + depths == Depth);
                depth += depths;
            }
            while (depth < Depth);
        }

        private readonly void AddBlock(nint first, nint columns, int depth, int depths, float* sums)
        {
            new Span<float>(sums, (int)(Rows * columns)).Clear();
            var end = depth + depths;
            for (; depth + Depths <= end; depth += Depths)
            {
                for (var row = 0; row < Rows; row++)
                    Add(A.Values + (row * A.Stride) + depth, B.Values + (depth * B.Stride) + first, B.Stride, sums + (row * columns), columns);
            }
            for (; depth < end; depth++)
            {
                for (var row = 0; row < Rows; row++)
                    AddOne(A.Values[(row * A.Stride) + depth], B.Values + (depth * B.Stride) + first, sums + (row * columns), columns);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Finish(float* sums, int row, nint first, nint columns, bool isFirst, bool isLast)
        {
            var c = C.Values + (row * C.Stride) + first;
            var (start, step) = !isFirst || C.Accumulate ? ((nint)c, TSimd.Count)
                : C.Bias != null ? ((nint)(C.Bias + first), TSimd.Count)
                : ((nint)TileConstants.Zeros, 0);
            var bounds = isLast ? C.Bounds : OutputBounds.None;
            var (floor, ceiling) = (TSimd.Broadcast(bounds.Floor), TSimd.Broadcast(bounds.Ceiling));
            for (nint column = 0; column < columns; column += TSimd.Count, start += step * sizeof(float))
                TSimd.Store(c + column, TSimd.AtMost(ceiling, TSimd.AtLeast(floor, TSimd.Add(TSimd.Load((float*)start), TSimd.Load(sums + column)))));
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Add(float* a, float* b, nint stride, float* sums, nint columns)
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
            for (var end = sums + columns; sums < end; sums += TSimd.Count)
            {
                var sum = TSimd.MultiplyAdd(a0, TSimd.Load(b), TSimd.Load(sums));
                sum = TSimd.MultiplyAdd(a1, TSimd.Load(b + stride), sum);
                sum = TSimd.MultiplyAdd(a2, TSimd.Load(b + (2 * stride)), sum);
                sum = TSimd.MultiplyAdd(a3, TSimd.Load(b3), sum);
                sum = TSimd.MultiplyAdd(a4, TSimd.Load(b3 + stride), sum);
                sum = TSimd.MultiplyAdd(a5, TSimd.Load(b3 + (2 * stride)), sum);
                sum = TSimd.MultiplyAdd(a6, TSimd.Load(b6), sum);
                sum = TSimd.MultiplyAdd(a7, TSimd.Load(b6 + stride), sum);
                TSimd.Store(sums, sum);
                b += TSimd.Count;
                b3 += TSimd.Count;
                b6 += TSimd.Count;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void AddOne(float a, float* b, float* sums, nint columns)
        {
            var factor = TSimd.Broadcast(a);
            for (nint column = 0; column < columns; column += TSimd.Count)
                TSimd.Store(sums + column, TSimd.MultiplyAdd(factor, TSimd.Load(b + column), TSimd.Load(sums + column)));
        }
    }
}
