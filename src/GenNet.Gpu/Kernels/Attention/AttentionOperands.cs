using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>What both kernels of attention's backward pass read.</summary>
[GpuKernel]
internal struct AttentionOperands
{
    public ArrayView<float> Query;
    public ArrayView<float> Key;
    public ArrayView<float> Value;
    public ArrayView<float> LogSums;
    public ArrayView<float> OutputGradient;

    /// <summary>(batch, queries, heads): Σ g · output.</summary>
    public ArrayView<float> Dots;

    /// <summary>Gradients of weights that were returned; any memory without <see cref="HasWeightGradients"/>.</summary>
    public ArrayView<float> WeightGradients;

    public int HasWeightGradients;
    public AttentionShape Shape;

    /// <summary>The weights of a tile, with scores computed anew, and the gradients of the products of its queries and keys.</summary>
    /// <param name="of">What is read.</param>
    /// <param name="batch">The row of the batch.</param>
    /// <param name="head">The head.</param>
    /// <param name="firstQuery">The tile's first query.</param>
    /// <param name="queryAt">Where its head of it lies.</param>
    /// <param name="firstKey">The tile's first key.</param>
    /// <param name="keyAt">Where its head of it lies.</param>
    /// <param name="pieces">Shared memory for pieces of all vectors.</param>
    /// <param name="weights">Receives the weights.</param>
    /// <param name="gradients">Receives the gradients.</param>
    public static void Tile(
        AttentionOperands of, int batch, int head, int firstQuery, long queryAt, int firstKey, long keyAt, ArrayView<float> pieces, ArrayView<float> weights, ArrayView<float> gradients)
    {
        var shape = of.Shape;
        AttentionTiles.Scores(shape, batch, of.Query, firstQuery, queryAt, of.Key, firstKey, keyAt, pieces, weights);
        AttentionTiles.Weigh(shape, firstQuery, firstKey, of.LogSums, queryAt, weights);
        AttentionTiles.Multiply(
            of.OutputGradient, queryAt * shape.ValueDim, AttentionShape.QueryStride(shape) * shape.ValueDim, shape.Queries - firstQuery, of.Value, keyAt * shape.ValueDim,
            AttentionShape.KeyStride(shape) * shape.ValueDim, shape.Keys - firstKey, shape.ValueDim, pieces, gradients);
        AttentionTiles.Drop(shape, batch, head, firstQuery, firstKey, gradients);
        if (of.HasWeightGradients != 0)
            AttentionTiles.AddGradients(shape, batch, head, firstQuery, firstKey, of.WeightGradients, gradients);
        AttentionTiles.WeighGradients(shape, firstQuery, of.LogSums, of.Dots, queryAt, weights, gradients);
        AttentionTiles.Drop(shape, batch, head, firstQuery, firstKey, weights);
    }
}
