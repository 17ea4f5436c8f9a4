using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Attention of several heads whose scores are never stored: softmax(query · keyᵀ · scale) · value, and its gradients.</summary>
internal static class GpuAttention
{
    /// <summary>The output, and of each query the logarithm that the backward pass needs.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="batch">Groups of queries and keys.</param>
    /// <param name="shape">Sizes and masks.</param>
    /// <param name="query">(batch, queries, heads, key size)</param>
    /// <param name="key">(batch, keys, heads of keys, key size)</param>
    /// <param name="value">(batch, keys, heads of keys, value size)</param>
    /// <param name="output">(batch, queries, heads, value size)</param>
    /// <param name="logSums">(batch, queries, heads)</param>
    public static void Forward(
        in GpuPass pass, int batch, in AttentionShape shape, GpuTensorRef query, GpuTensorRef key, GpuTensorRef value, GpuTensorRef output, GpuTensorRef logSums) =>
        pass.Launch(
            new Index3D(batch * shape.Heads, Pieces(shape.Queries, AttentionTiles.Side), Pieces(shape.ValueDim, AttentionTiles.MaxValues)),
            pass.Accelerator.GroupSize,
            new AttentionForward { Query = query.Rest, Key = key.Rest, Value = value.Rest, Output = output.Rest, LogSums = logSums.Rest, Shape = shape });

    /// <summary>Overwrites the gradients of queries, keys and values.</summary>
    public static void Backward(
        in GpuPass pass, int batch, in AttentionShape shape, GpuTensorRef query, GpuTensorRef key, GpuTensorRef value, GpuTensorRef output, GpuTensorRef logSums, GpuTensorRef outputGradient,
        GpuTensorRef queryGradient, GpuTensorRef keyGradient, GpuTensorRef valueGradient, GpuTensorRef weightGradients = default)
    {
        var rows = (long)batch * shape.Queries * shape.Heads;
        var dots = pass.Workspace(rows);
        var lanes = RowLanes.For(pass, shape.ValueDim);
        lanes.Launch(pass, rows, new RowDots { A = output.Rest, B = outputGradient.Rest, Dots = dots.Rest, Rows = rows, Size = shape.ValueDim, Lanes = lanes.Count });
        if (!weightGradients.IsNone)
        {
            var tiles = new Index3D(batch * shape.Heads, Pieces(shape.Queries, AttentionTiles.Side), 1);
            pass.Launch(tiles, pass.Accelerator.GroupSize, new AttentionWeightDots
            {
                Query = query.Rest, Key = key.Rest, LogSums = logSums.Rest, WeightGradients = weightGradients.Rest, Dots = dots.Rest, Shape = shape,
            });
        }
        var operands = new AttentionOperands
        {
            Query = query.Rest, Key = key.Rest, Value = value.Rest, LogSums = logSums.Rest, OutputGradient = outputGradient.Rest, Dots = dots.Rest, Shape = shape,
            WeightGradients = weightGradients.Or(query).Rest, HasWeightGradients = weightGradients.IsNone ? 0 : 1,
        };
        pass.Launch(
            new Index3D(batch * shape.Heads, Pieces(shape.Queries, AttentionTiles.Side), Pieces(shape.KeyDim, AttentionTiles.MaxValues)),
            pass.Accelerator.GroupSize,
            new AttentionBackwardQueries { Operands = operands, QueryGradient = queryGradient.Rest });
        pass.Launch(
            new Index3D(batch * shape.KeyValueHeads, Pieces(shape.Keys, AttentionTiles.Side), Pieces(Math.Max(shape.KeyDim, shape.ValueDim), AttentionTiles.MaxValues)),
            pass.Accelerator.GroupSize,
            new AttentionBackwardKeys { Operands = operands, KeyGradient = keyGradient.Rest, ValueGradient = valueGradient.Rest });
    }

    /// <summary>All weights, (batch, heads, queries, keys), before dropout: what nobody needs but a caller who asks for them.</summary>
    public static void Weights(in GpuPass pass, int batch, in AttentionShape shape, GpuTensorRef query, GpuTensorRef key, GpuTensorRef logSums, GpuTensorRef weights) => pass.Launch(
        new Index3D(batch * shape.Heads, Pieces(shape.Queries, AttentionTiles.Side), Pieces(shape.Keys, AttentionTiles.Side)),
        pass.Accelerator.GroupSize,
        new AttentionWeights { Query = query.Rest, Key = key.Rest, LogSums = logSums.Rest, Weights = weights.Rest, Shape = shape });

    private static int Pieces(int size, int piece) => (size + piece - 1) / piece;
}
