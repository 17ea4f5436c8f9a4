using GenNet.Devices.Cpu;

namespace GenNet.Kernels;

/// <summary><see cref="Gemm"/> for one width of registers.</summary>
/// <remarks>
/// B is packed into panels of a strip's width. The depth is cut so that a panel's part stays in the first-level cache while a block of rows
/// of A, which stays in the second level, goes past it.
/// </remarks>
internal static unsafe class GemmBlocks<TVector, TSimd>
    where TVector : struct
    where TSimd : struct, ISimd<TVector>
{
    private const int DepthBlock = 256;
    private const int RowBlock = 120;
    private const int PanelsPerPiece = 8;

    private static int Width => 2 * TSimd.Count;

    public static void Multiply(WorkerPool workers, int rows, int columns, int depth, MatrixOperand a, MatrixOperand b, MatrixResult c)
    {
        if (rows == 0 || columns == 0)
            return;
        if (ThinProduct<TVector, TSimd>.Suits(rows, columns, a, b))
        {
            ThinProduct<TVector, TSimd>.Multiply(workers, rows, columns, depth, a, b, c);
            var done = columns - (columns % TSimd.Count);
            columns -= done;
            b = new(b.Values + done, b.Stride);
            c = new(c.Values + done, c.Stride) { Bias = c.Bias == null ? null : c.Bias + done, Accumulate = c.Accumulate, ReLU = c.ReLU };
            if (columns == 0)
                return;
        }
        var panels = (columns + Width - 1) / Width;
        var packed = Scratch.Take(ScratchUse.PackedB, (nint)panels * Width * depth);
        var packing = new Packing { Source = b, Columns = columns, Depth = depth, Packed = packed };
        workers.For(panels, ref packing);
        var rowBlocks = (rows + RowBlock - 1) / RowBlock;
        var panelGroups = (panels + PanelsPerPiece - 1) / PanelsPerPiece;
        var product = new Product { Rows = rows, Columns = columns, Depth = depth, A = a, PackedB = packed, C = c, PanelGroups = panelGroups };
        workers.For(rowBlocks * panelGroups, ref product);
    }

    private struct Packing : IParallelBody
    {
        public MatrixOperand Source;
        public int Columns;
        public int Depth;
        public float* Packed;

        public readonly void Invoke(int panel, int worker)
        {
            var first = panel * Width;
            var columns = Math.Min(Width, Columns - first);
            var to = Packed + ((nint)first * Depth);
            if (Source.IsTransposed)
                PackedPanels.PackTransposed(Source.Values + (first * Source.Stride), Source.Stride, Depth, columns, Width, to);
            else
                PackedPanels.Pack<TVector, TSimd>(Source.Values + first, Source.Stride, Depth, columns, to);
        }
    }

    private struct Product : IParallelBody
    {
        public int Rows;
        public int Columns;
        public int Depth;
        public MatrixOperand A;
        public float* PackedB;
        public MatrixResult C;
        public int PanelGroups;

        public readonly void Invoke(int piece, int worker)
        {
            var (rowBlock, panelGroup) = Math.DivRem(piece, PanelGroups);
            var row = rowBlock * RowBlock;
            var rows = Math.Min(RowBlock, Rows - row);
            var firstColumn = panelGroup * PanelsPerPiece * Width;
            var lastColumn = Math.Min(Columns, firstColumn + (PanelsPerPiece * Width));
            // One round at least: an empty depth leaves what the sums start from.
            var depth = 0;
            do
            {
                var depths = Math.Min(DepthBlock, Depth - depth);
                for (var column = firstColumn; column < lastColumn; column += Width)
                    Strip(row, rows, column, Math.Min(Width, lastColumn - column), depth, depths);
                depth += depths;
            }
            while (depth < Depth);
        }

        private readonly void Strip(int row, int rows, int column, int columns, int depth, int depths)
        {
            var segment = new Segment(0, 0, depths);
            var first = depth == 0 && !C.Accumulate;
            var last = depth + depths == Depth;
            var c = C.Values + (row * C.Stride) + column;
            var strip = new TileArguments
            {
                A = A.Values + (A.IsTransposed ? (depth * A.Stride) + row : (row * A.Stride) + depth),
                AStride = A.Stride,
                B = PackedB + ((nint)column * Depth) + (depth * (nint)Width),
                BStride = Width,
                C = c,
                CStride = C.Stride,
                Start = !first ? c : C.Bias == null ? TileConstants.Zeros : C.Bias + column,
                StartStride = first ? 0 : C.Stride,
                Floor = last && C.ReLU ? 0 : float.NegativeInfinity,
                Segments = &segment,
                SegmentCount = 1,
            };
            if (A.IsTransposed)
                TileStrip<TVector, TSimd, ColumnMajor>.Run(strip, rows, columns);
            else
                TileStrip<TVector, TSimd, RowMajor>.Run(strip, rows, columns);
        }
    }
}
