using GenNet.Kernels;
using GenNet.Layers;

namespace GenNet.Gpu.Kernels;

/// <summary>
/// A product of two tensors on GPUs: a matrix product for each of the axes that both factors and the result have. Tensors whose axes lie as a batch of matrices do are multiplied where they are;
/// others are brought into that order, and the result out of it. See <see cref="TensorProduct"/>.
/// </summary>
internal sealed class GpuTensorProduct
{
    // What one launch takes of matrices: a grid has so many groups along its last axis at most.
    private const int MostMatrices = 8192;

    private readonly int _batch;
    private readonly int _matrices;
    private readonly int _depth;
    private readonly GpuProductFactor _left;
    private readonly GpuProductFactor _leftTransposed;
    private readonly GpuProductFactor _leftGradient;
    private readonly GpuProductFactor _right;
    private readonly GpuProductFactor _rightTransposed;
    private readonly GpuProductFactor _rightGradient;
    private readonly GpuProductFactor _result;
    private readonly GpuProductFactor _resultGradient;

    private GpuTensorProduct(int batch, GpuProductAxes matrices, GpuProductAxes rows, GpuProductAxes columns, GpuProductAxes depth)
    {
        (_batch, _matrices, _depth, Columns) = (batch, matrices.Size, depth.Size, columns.Size);
        TakesBias = matrices.Size == 1 && columns.StrideIn(ProductPart.Result) is 0 or 1 && rows.StrideIn(ProductPart.Result) >= 0;
        _left = new(matrices, rows, depth, ProductPart.Left);
        _leftTransposed = new(matrices, depth, rows, ProductPart.Left);
        _leftGradient = new(matrices, rows, depth, ProductPart.Left, isResult: true);
        _right = new(matrices, depth, columns, ProductPart.Right);
        _rightTransposed = new(matrices, columns, depth, ProductPart.Right);
        _rightGradient = new(matrices, depth, columns, ProductPart.Right, isResult: true);
        _result = new(matrices, rows, columns, ProductPart.Result, isResult: true);
        _resultGradient = new(matrices, rows, columns, ProductPart.Result);
    }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>Whether the result is one matrix whose rows have the columns one after another, so that a value a column can be added on the way.</summary>
    public bool TakesBias { get; }

    /// <summary>The product of a call over <paramref name="batch"/> rows.</summary>
    public static GpuTensorProduct Of<TShape>(int batch)
        where TShape : struct, IProductShape => Last<TShape>.Product is { } last && last._batch == batch ? last : Last<TShape>.Product = Make<TShape>(batch);

    /// <summary>The product.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="left">The left factor.</param>
    /// <param name="right">The right factor.</param>
    /// <param name="result">Where the result goes.</param>
    /// <param name="bias">A value a column that is added, where <see cref="TakesBias"/>; or none.</param>
    public void Forward(in GpuPass pass, GpuTensorRef left, GpuTensorRef right, GpuTensorRef result, GpuTensorRef bias = default) =>
        Multiply(pass, _depth, _left, left, _right, right, _result, result, accumulate: false, bias);

    /// <summary>The gradient of the left factor, or adds to it: that of the result times the right factor.</summary>
    public void BackwardLeft(in GpuPass pass, GpuTensorRef right, GpuTensorRef resultGradient, GpuTensorRef leftGradient, bool accumulate) =>
        Multiply(pass, Columns, _resultGradient, resultGradient, _rightTransposed, right, _leftGradient, leftGradient, accumulate);

    /// <summary>The gradient of the right factor, or adds to it: the left factor times that of the result.</summary>
    public void BackwardRight(in GpuPass pass, GpuTensorRef left, GpuTensorRef resultGradient, GpuTensorRef rightGradient, bool accumulate) =>
        Multiply(pass, _leftTransposed.Columns, _leftTransposed, left, _resultGradient, resultGradient, _rightGradient, rightGradient, accumulate);

    private static GpuTensorProduct Make<TShape>(int batch)
        where TShape : struct, IProductShape
    {
        var (matrices, rows, columns, depth) = (new GpuProductAxes(), new GpuProductAxes(), new GpuProductAxes(), new GpuProductAxes());
        for (var i = 0; i < TShape.Sizes.Length; i++)
        {
            var axes = i < TShape.MatrixAxes ? matrices : i < TShape.MatrixAxes + TShape.RowAxes ? rows : i < TShape.MatrixAxes + TShape.RowAxes + TShape.ColumnAxes ? columns : depth;
            axes.Add(new(TShape.Sizes[i] < 0 ? batch : TShape.Sizes[i], TShape.Left[i], TShape.Right[i], TShape.Result[i]));
        }
        return new(batch, matrices, rows, columns, depth);
    }

    private void Multiply(
        in GpuPass pass, int depth, GpuProductFactor first, GpuTensorRef a, GpuProductFactor second, GpuTensorRef b, GpuProductFactor result, GpuTensorRef c, bool accumulate,
        GpuTensorRef bias = default)
    {
        var (left, right, target) = (first.Brought(pass, ScratchUse.LeftFactor, a), second.Brought(pass, ScratchUse.RightFactor, b), result.Target(pass, c));
        for (var matrix = 0; matrix < _matrices; matrix += MostMatrices)
        {
            var size = new ProductSize(result.Rows, result.Columns, depth, Math.Min(MostMatrices, _matrices - matrix));
            Run(pass, size, From(left, matrix), From(right, matrix), From(target, matrix), result.IsDirect && accumulate, bias);
        }
        result.Store(pass, target.Values, c, accumulate);
    }

    private static void Run(in GpuPass pass, in ProductSize size, in GpuMatrix a, in GpuMatrix b, in GpuMatrix c, bool accumulate, GpuTensorRef bias)
    {
        var result = new GpuMatrixResult(c.Values, c.Stride) { Accumulate = accumulate, BatchStride = c.BatchStride, Bias = bias };
        // Of a result whose columns are contiguous the transpose is computed.
        if (c.IsTransposed)
            GpuGemm.MultiplyBatch(pass, new(size.Columns, size.Rows, size.Depth, size.Batch), b with { IsTransposed = !b.IsTransposed }, a with { IsTransposed = !a.IsTransposed }, result);
        else
            GpuGemm.MultiplyBatch(pass, size, a, b, result);
    }

    private static GpuMatrix From(in GpuMatrix matrices, int first) => first == 0 ? matrices : matrices with { Values = matrices.Values.Skip(first * matrices.BatchStride) };

    // A call's batches are of one size, mostly.
    private static class Last<TShape>
    {
        public static GpuTensorProduct? Product { get; set; }
    }
}
