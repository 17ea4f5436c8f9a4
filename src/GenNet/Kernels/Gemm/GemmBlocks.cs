namespace GenNet.Kernels;

/// <summary><see cref="Gemm"/> for one width of registers.</summary>
/// <remarks>
/// A piece of work is a rectangle of C. It goes through the depth in blocks: the block of B is packed into panels of a strip's width, which
/// stay in the second-level cache with the block of A; of a panel being multiplied, the block's part stays in the first level.
/// </remarks>
internal static unsafe class GemmBlocks<TVector, TSimd>
    where TVector : struct
    where TSimd : struct, ISimd<TVector>
{
    private const long WorthSharing = 64 * 1024;
    private const int FewRows = 6;
    private const int FewTiles = 3;
    private const int WideColumns = 4;
    private const int RowBlock = 480;
    private const int FewestRows = 48;
    private const int PanelGroup = 4;

    private static int Width => 2 * TSimd.Count;

    public static void Multiply(WorkerPool workers, int rows, int columns, int depth, MatrixOperand a, MatrixOperand b, MatrixResult c)
    {
        if (rows == 0 || columns == 0)
            return;
        if ((long)rows * columns * depth < WorthSharing)
            workers = WorkerPool.Inline;
        if (rows <= FewRows && !a.IsTransposed && !b.IsTransposed && b.ColumnFactors == null && c.Added == null)
        {
            var wide = columns < WideColumns * TSimd.Count ? 0 : columns - (columns % TSimd.Count);
            if (wide > 0)
                ThinProduct<TVector, TSimd>.Multiply(workers, rows, wide, depth, a, b, c);
            if (columns > wide)
                NarrowProduct<TVector, TSimd>.Multiply(rows, columns - wide, depth, a, new(b.Values + wide, b.Stride), c.Columns(wide));
            return;
        }
        var panels = (columns + Width - 1) / Width;
        var body = new Pieces
        {
            Rows = rows, Columns = columns, Depth = depth, A = a, B = b, C = c, RowBlocks = (rows + RowBlock - 1) / RowBlock, PanelsPerPiece = PanelGroup,
        };
        // Smaller pieces where there would be too few for the threads; no sum depends on it.
        while (body.PanelsPerPiece > 1 && body.RowBlocks * PanelGroups() < 2 * workers.Threads)
            body.PanelsPerPiece /= 2;
        while (rows / body.RowBlocks >= 2 * FewestRows && body.RowBlocks * PanelGroups() < 2 * workers.Threads)
            body.RowBlocks *= 2;
        workers.For(body.RowBlocks * PanelGroups(), ref body);

        int PanelGroups() => (panels + body.PanelsPerPiece - 1) / body.PanelsPerPiece;
    }

    private struct Pieces : IParallelBody
    {
        public int Rows;
        public int Columns;
        public int Depth;
        public MatrixOperand A;
        public MatrixOperand B;
        public MatrixResult C;
        public int RowBlocks;
        public int PanelsPerPiece;

        public readonly void Invoke(int piece, int worker)
        {
            var (panelGroup, rowBlock) = Math.DivRem(piece, RowBlocks);
            var row = (int)((long)rowBlock * Rows / RowBlocks);
            var rows = (int)((long)(rowBlock + 1) * Rows / RowBlocks) - row;
            var column = panelGroup * PanelsPerPiece * Width;
            var columns = Math.Min(Columns - column, PanelsPerPiece * Width);
            // One round at least: an empty depth leaves what the sums start from.
            var depth = 0;
            do
            {
                var depths = Math.Min(Gemm.DepthBlock, Depth - depth);
                // A few tiles are done before a copy of their columns would be; registers are loaded whole, so columns must be as well.
                var direct = rows <= FewTiles * TSimd.TileRows && !B.IsTransposed && B.ColumnFactors == null ? columns - (columns % TSimd.Count) : 0;
                for (var strip = 0; strip < direct; strip += Width)
                    Strip(B.Values + (depth * B.Stride) + column + strip, B.Stride, row, rows, column + strip, Math.Min(Width, direct - strip), depth, depths);
                if (direct < columns)
                {
                    var packed = Pack(column + direct, columns - direct, depth, depths);
                    for (var strip = direct; strip < columns; strip += Width)
                        Strip(packed + ((nint)(strip - direct) * depths), Width, row, rows, column + strip, Math.Min(Width, columns - strip), depth, depths);
                }
                depth += depths;
            }
            while (depth < Depth);
        }

        private readonly float* Pack(int column, int columns, int depth, int depths)
        {
            var packed = Scratch.Take(ScratchUse.PackedB, (nint)(columns + Width) * depths);
            if (B.IsTransposed)
                PackedPanels.PackTransposed(B.Values + (column * B.Stride) + depth, B.Stride, depths, columns, Width, packed);
            else
                PackedPanels.Pack<TVector, TSimd>(B.Values + (depth * B.Stride) + column, B.Stride, depths, columns, B.ColumnFactors == null ? null : B.ColumnFactors + column, packed);
            return packed;
        }

        private readonly void Strip(float* b, nint bStride, int row, int rows, int column, int columns, int depth, int depths)
        {
            var segment = new Segment(0, 0, depths);
            var first = depth == 0 && !C.Accumulate;
            var last = depth + depths == Depth;
            var c = C.Values + (row * C.Stride) + column;
            var strip = new TileArguments
            {
                A = A.Values + (A.IsTransposed ? (depth * A.Stride) + row : (row * A.Stride) + depth),
                AStride = A.Stride,
                B = b,
                BStride = bStride,
                C = c,
                CStride = C.Stride,
                Start = !first ? c : C.Bias == null ? TileConstants.Zeros : C.Bias + column,
                StartStride = first ? 0 : C.Stride,
                Added = last && C.Added != null ? C.Added + (row * C.Stride) + column : null,
                Bounds = last ? C.Bounds : OutputBounds.None,
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
