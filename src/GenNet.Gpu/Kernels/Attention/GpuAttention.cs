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
        in GpuPass pass, int batch, in AttentionShape shape, GpuTensorRef query, GpuTensorRef key, GpuTensorRef value, GpuTensorRef output, GpuTensorRef logSums)
    {
        var aligned = Aligned(shape, query, key, value, output);
        if (IsLarge(pass))
            GpuAttention<AttentionTile128>.Forward(pass, batch, aligned, query, key, value, output, logSums);
        else
            GpuAttention<AttentionTile32>.Forward(pass, batch, aligned, query, key, value, output, logSums);
    }

    /// <summary>Overwrites the gradients of queries, keys and values.</summary>
    public static void Backward(
        in GpuPass pass, int batch, in AttentionShape shape, GpuTensorRef query, GpuTensorRef key, GpuTensorRef value, GpuTensorRef output, GpuTensorRef logSums, GpuTensorRef outputGradient,
        GpuTensorRef queryGradient, GpuTensorRef keyGradient, GpuTensorRef valueGradient, GpuTensorRef weightGradients = default)
    {
        var rows = (long)batch * shape.Queries * shape.Heads;
        var dots = pass.Workspace(rows);
        var lanes = RowLanes.For(pass, shape.ValueDim);
        lanes.Launch(pass, rows, new RowDots { A = output.Rest, B = outputGradient.Rest, Dots = dots.Rest, Rows = rows, Size = shape.ValueDim, Lanes = lanes.Count });
        var operands = new AttentionOperands
        {
            Query = query.Rest, Key = key.Rest, Value = value.Rest, LogSums = logSums.Rest, OutputGradient = outputGradient.Rest, Dots = dots.Rest,
            Shape = Aligned(shape, query, key, value, outputGradient, queryGradient, keyGradient, valueGradient),
            WeightGradients = weightGradients.Or(query).Rest, HasWeightGradients = weightGradients.IsNone ? 0 : 1,
        };
        if (IsLarge(pass))
            GpuAttention<AttentionTile128>.Backward(pass, batch, operands, queryGradient, keyGradient, valueGradient);
        else
            GpuAttention<AttentionTile32>.Backward(pass, batch, operands, queryGradient, keyGradient, valueGradient);
    }

    /// <summary>All weights, (batch, heads, queries, keys), before dropout: what nobody needs but a caller who asks for them.</summary>
    public static void Weights(in GpuPass pass, int batch, in AttentionShape shape, GpuTensorRef query, GpuTensorRef key, GpuTensorRef logSums, GpuTensorRef weights)
    {
        var aligned = Aligned(shape, query, key);
        if (IsLarge(pass))
            GpuAttention<AttentionTile128>.Weights(pass, batch, aligned, query, key, logSums, weights);
        else
            GpuAttention<AttentionTile32>.Weights(pass, batch, aligned, query, key, logSums, weights);
    }

    private static bool IsLarge(in GpuPass pass) => pass.Accelerator.GroupSize >= AttentionTile128.Side * AttentionTile128.Side;

    private static AttentionShape Aligned(AttentionShape shape, params ReadOnlySpan<GpuTensorRef> vectors)
    {
        shape.IsAligned = 1;
        foreach (var values in vectors)
            shape.IsAligned &= Alignment.Of(values.Rest, shape.KeyDim, shape.ValueDim);
        return shape;
    }
}

/// <summary>The launches of attention's kernels.</summary>
/// <typeparam name="TTile">The tile of a group of threads.</typeparam>
file static class GpuAttention<TTile>
    where TTile : struct, IAttentionTile
{
    public static void Forward(
        in GpuPass pass, int batch, in AttentionShape shape, GpuTensorRef query, GpuTensorRef key, GpuTensorRef value, GpuTensorRef output, GpuTensorRef logSums) => pass.Launch(
        new Index3D(batch * shape.Heads, Tiles(shape.Queries, Lines), Tiles(shape.ValueDim, Columns)),
        Threads,
        new AttentionForward<TTile> { Query = query.Rest, Key = key.Rest, Value = value.Rest, Output = output.Rest, LogSums = logSums.Rest, Shape = shape });

    public static void Backward(in GpuPass pass, int batch, in AttentionOperands operands, GpuTensorRef queryGradient, GpuTensorRef keyGradient, GpuTensorRef valueGradient)
    {
        var shape = operands.Shape;
        if (operands.HasWeightGradients != 0)
        {
            pass.Launch(new Index3D(batch * shape.Heads, Tiles(shape.Queries, Lines), 1), Threads, new AttentionWeightDots<TTile>
            {
                Query = operands.Query, Key = operands.Key, LogSums = operands.LogSums, WeightGradients = operands.WeightGradients, Dots = operands.Dots, Shape = shape,
            });
        }
        pass.Launch(
            new Index3D(batch * shape.Heads, Tiles(shape.Queries, Lines), Tiles(shape.KeyDim, Columns)),
            Threads,
            new AttentionBackwardQueries<TTile> { Operands = operands, QueryGradient = queryGradient.Rest });
        pass.Launch(
            new Index3D(batch * shape.KeyValueHeads, Tiles(shape.Keys, Lines), Tiles(Math.Max(shape.KeyDim, shape.ValueDim), Columns)),
            Threads,
            new AttentionBackwardKeys<TTile> { Operands = operands, KeyGradient = keyGradient.Rest, ValueGradient = valueGradient.Rest });
    }

    public static void Weights(in GpuPass pass, int batch, in AttentionShape shape, GpuTensorRef query, GpuTensorRef key, GpuTensorRef logSums, GpuTensorRef weights) => pass.Launch(
        new Index3D(batch * shape.Heads, Tiles(shape.Queries, Lines), Tiles(shape.Keys, Columns)),
        Threads,
        new AttentionWeights<TTile> { Query = query.Rest, Key = key.Rest, LogSums = logSums.Rest, Weights = weights.Rest, Shape = shape });

    private static int Threads => TTile.Side * TTile.Side;

    private static int Lines => AttentionBlocks<TTile>.Lines;

    private static int Columns => AttentionBlocks<TTile>.Columns;

    private static int Tiles(int size, int side) => (size + side - 1) / side;
}
