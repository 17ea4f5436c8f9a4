using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>
/// A product of two tensors: for each of the axes that both factors and the result have a matrix product. Tensors whose axes lie as a matrix' do are multiplied where they are; others are
/// copied into that order, and the result out of it.
/// </summary>
internal unsafe struct TensorProduct
{
    private const long WorthSharing = 64 * 1024;

    private AxisGroup _matrices;
    private AxisGroup _rows;
    private AxisGroup _columns;
    private AxisGroup _depth;

    private TensorProduct(AxisGroup matrices, AxisGroup rows, AxisGroup columns, AxisGroup depth) => (_matrices, _rows, _columns, _depth) = (matrices, rows, columns, depth);

    /// <summary>Number of columns.</summary>
    public readonly int Columns => _columns.Size;

    /// <summary>Whether the result is one matrix whose rows have the columns one after another, so that a value a column can be added on the way.</summary>
    public readonly bool TakesBias => _matrices.Size == 1 && _columns.StrideIn(ProductPart.Result) is 0 or 1 && _rows.StrideIn(ProductPart.Result) >= 0;

    /// <summary>The product of a call.</summary>
    /// <param name="batch">Batch rows.</param>
    public static TensorProduct Of<TShape>(int batch)
        where TShape : struct, IProductShape
    {
        var (matrices, rows, columns, depth) = (new AxisGroup(), new AxisGroup(), new AxisGroup(), new AxisGroup());
        for (var i = 0; i < TShape.Sizes.Length; i++)
        {
            var axis = new ProductAxis(TShape.Sizes[i] < 0 ? batch : TShape.Sizes[i], TShape.Left[i], TShape.Right[i], TShape.Result[i]);
            if (i < TShape.MatrixAxes)
                matrices.Add(axis);
            else if (i < TShape.MatrixAxes + TShape.RowAxes)
                rows.Add(axis);
            else if (i < TShape.MatrixAxes + TShape.RowAxes + TShape.ColumnAxes)
                columns.Add(axis);
            else
                depth.Add(axis);
        }
        return new(matrices, rows, columns, depth);
    }

    /// <summary>The product.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="left">The left factor.</param>
    /// <param name="right">The right factor.</param>
    /// <param name="result">Where the result goes.</param>
    /// <param name="bias">A value a column that is added, where <see cref="TakesBias"/>; null for none.</param>
    public readonly void Forward(in Pass pass, float* left, float* right, float* result, float* bias = null) => new Factors(
        _matrices, new(_rows, ProductPart.Left, ProductPart.Result), new(_columns, ProductPart.Right, ProductPart.Result), new(_depth, ProductPart.Left, ProductPart.Right),
        ProductPart.Left, ProductPart.Right, ProductPart.Result).Multiply(pass, left, right, result, bias, accumulate: false);

    /// <summary>The gradient of the left factor, or adds to it: that of the result times the right factor.</summary>
    public readonly void BackwardLeft(in Pass pass, float* right, float* resultGradient, float* leftGradient, bool accumulate) => new Factors(
        _matrices, new(_rows, ProductPart.Result, ProductPart.Left), new(_depth, ProductPart.Right, ProductPart.Left), new(_columns, ProductPart.Result, ProductPart.Right),
        ProductPart.Result, ProductPart.Right, ProductPart.Left).Multiply(pass, resultGradient, right, leftGradient, null, accumulate);

    /// <summary>The gradient of the right factor, or adds to it: the left factor times that of the result.</summary>
    public readonly void BackwardRight(in Pass pass, float* left, float* resultGradient, float* rightGradient, bool accumulate) => new Factors(
        _matrices, new(_depth, ProductPart.Left, ProductPart.Right), new(_columns, ProductPart.Result, ProductPart.Right), new(_rows, ProductPart.Left, ProductPart.Result),
        ProductPart.Left, ProductPart.Result, ProductPart.Right).Multiply(pass, left, resultGradient, rightGradient, null, accumulate);

    /// <summary>Axes of a matrix, with the two tensors that have them.</summary>
    private readonly struct Side(AxisGroup axes, ProductPart first, ProductPart second)
    {
        public readonly AxisGroup Axes = axes;

        public int Size => Axes.Size;

        public int First => Axes.StrideIn(first);

        public int Second => Axes.StrideIn(second);
    }

    /// <summary>A · B = C, of matrices whose rows, columns and depth are groups of axes.</summary>
    private readonly struct Factors(AxisGroup matrices, Side rows, Side columns, Side depth, ProductPart a, ProductPart b, ProductPart c)
    {
        public void Multiply(in Pass pass, float* left, float* right, float* result, float* bias, bool accumulate)
        {
            var (first, second) = (MatrixView.Of(rows.First, depth.First, rows.Size, depth.Size), MatrixView.Of(depth.Second, columns.First, depth.Size, columns.Size));
            var third = MatrixView.Of(rows.Second, columns.Second, rows.Size, columns.Size);
            var body = new Matrices
            {
                Axes = matrices, A = left, B = right, C = result, ViewOfA = first, ViewOfB = second, ViewOfC = third,
                PartA = a, PartB = b, PartC = c, Rows = rows.Size, Columns = columns.Size, Depth = depth.Size, Bias = bias, Accumulate = accumulate,
            };
            if (!first.IsMatrix)
            {
                body.A = Copy(ScratchUse.LeftFactor, left, matrices, rows.Axes, depth.Axes, a);
                body.ViewOfA = MatrixView.Packed(rows.Size, depth.Size);
            }
            if (!second.IsMatrix)
            {
                body.B = Copy(ScratchUse.RightFactor, right, matrices, depth.Axes, columns.Axes, b);
                body.ViewOfB = MatrixView.Packed(depth.Size, columns.Size);
            }
            if (!third.IsMatrix)
            {
                body.C = Scratch.Take(ScratchUse.ProductResult, (nint)matrices.Size * rows.Size * columns.Size);
                body.ViewOfC = MatrixView.Packed(rows.Size, columns.Size);
                body.Accumulate = false;
            }
            body.Run(pass);
            if (!third.IsMatrix)
                CopyBack(body.C, result, accumulate);
        }

        private static float* Copy(ScratchUse use, float* from, AxisGroup matrices, AxisGroup rows, AxisGroup columns, ProductPart part)
        {
            var to = Scratch.Take(use, (nint)matrices.Size * rows.Size * columns.Size);
            var next = to;
            for (var matrix = 0; matrix < matrices.Size; matrix++)
            {
                for (var row = 0; row < rows.Size; row++)
                {
                    var start = from + matrices.OffsetIn(part, matrix) + rows.OffsetIn(part, row);
                    for (var column = 0; column < columns.Size; column++)
                        *next++ = start[columns.OffsetIn(part, column)];
                }
            }
            return to;
        }

        // Elements of the tensor that several of the result stand for, an axis that it doesn't have, are their sum.
        private void CopyBack(float* from, float* to, bool accumulate)
        {
            for (var phase = accumulate ? 1 : 0; phase < 2; phase++)
            {
                var next = from;
                for (var matrix = 0; matrix < matrices.Size; matrix++)
                {
                    for (var row = 0; row < rows.Size; row++)
                    {
                        var start = to + matrices.OffsetIn(c, matrix) + rows.Axes.OffsetIn(c, row);
                        for (var column = 0; column < columns.Size; column++, next++)
                        {
                            if (phase == 0)
                                start[columns.Axes.OffsetIn(c, column)] = 0;
                            else
                                start[columns.Axes.OffsetIn(c, column)] += *next;
                        }
                    }
                }
            }
        }
    }

    /// <summary>How a matrix lies in memory.</summary>
    /// <param name="Stride">From row to row, or from column to column where it is transposed.</param>
    /// <param name="IsTransposed">Whether columns are contiguous, and not rows.</param>
    /// <param name="IsMatrix">Whether it lies as a matrix at all.</param>
    private readonly record struct MatrixView(int Stride, bool IsTransposed, bool IsMatrix)
    {
        /// <summary>Matrix after matrix, in one order.</summary>
        public int Size { get; private init; }

        public static MatrixView Of(int rowStride, int columnStride, int rows, int columns)
        {
            if (rowStride < 0 || columnStride < 0 || (rows > 1 && rowStride == 0) || (columns > 1 && columnStride == 0))
                return new(0, false, false);
            if (columns == 1 || columnStride == 1)
                return new(rows == 1 ? Math.Max(1, columns) : rowStride, false, true);
            return rows == 1 || rowStride == 1 ? new(columnStride, true, true) : new(0, false, false);
        }

        public static MatrixView Packed(int rows, int columns) => new(columns, false, true) { Size = checked(rows * columns) };

        public MatrixOperand Operand(float* values, bool isFlipped = false) => new(values, Stride, IsTransposed != isFlipped);
    }

    private struct Matrices : IParallelBody
    {
        public AxisGroup Axes;
        public float* A;
        public float* B;
        public float* C;
        public MatrixView ViewOfA;
        public MatrixView ViewOfB;
        public MatrixView ViewOfC;
        public ProductPart PartA;
        public ProductPart PartB;
        public ProductPart PartC;
        public int Rows;
        public int Columns;
        public int Depth;
        public float* Bias;
        public bool Accumulate;
        public WorkSplit Split;

        public void Run(in Pass pass)
        {
            if (Axes.Size == 1)
            {
                Multiply(pass.Workers, 0);
                return;
            }
            var each = Math.Max(1, (long)Rows * Columns * Depth);
            Split = new(Axes.Size, 1, (int)Math.Clamp(WorthSharing / each, 1, int.MaxValue));
            Split.Run(pass.Workers, ref this);
        }

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            for (var matrix = start; matrix < start + count; matrix++)
                Multiply(WorkerPool.Inline, (int)matrix);
        }

        private readonly void Multiply(WorkerPool workers, int matrix)
        {
            var a = A + At(ViewOfA, PartA, matrix);
            var b = B + At(ViewOfB, PartB, matrix);
            var c = C + At(ViewOfC, PartC, matrix);
            // Of a result whose columns are contiguous the transpose is computed.
            if (ViewOfC.IsTransposed)
                Gemm.Multiply(workers, Columns, Rows, Depth, ViewOfB.Operand(b, isFlipped: true), ViewOfA.Operand(a, isFlipped: true), new(c, ViewOfC.Stride) { Accumulate = Accumulate });
            else
                Gemm.Multiply(workers, Rows, Columns, Depth, ViewOfA.Operand(a), ViewOfB.Operand(b), new(c, ViewOfC.Stride) { Bias = Bias, Accumulate = Accumulate });
        }

        private readonly nint At(MatrixView view, ProductPart part, int matrix) => view.Size > 0 ? (nint)matrix * view.Size : Axes.OffsetIn(part, matrix);
    }
}
