using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>The weights of 16 queries of one head for 16 keys, with scores computed anew, a group of threads a tile.</summary>
internal struct AttentionWeights : IGpuKernel<AttentionWeights>
{
    public ArrayView<float> Query;
    public ArrayView<float> Key;
    public ArrayView<float> LogSums;

    /// <summary>(groups, heads, queries, keys)</summary>
    public ArrayView<float> Weights;

    public AttentionShape Shape;

    public static void Run(AttentionWeights kernel)
    {
        var pieces = SharedMemory.Allocate<float>(2 * AttentionTiles.Side * AttentionTiles.PieceStride);
        var tile = SharedMemory.Allocate<float>(AttentionTiles.Side * AttentionTiles.Stride);
        var shape = kernel.Shape;
        var batch = Grid.IdxX / shape.Heads;
        var head = Grid.IdxX % shape.Heads;
        var firstQuery = Grid.IdxY * AttentionTiles.Side;
        var firstKey = Grid.IdxZ * AttentionTiles.Side;
        var queryAt = AttentionShape.QueryAt(shape, batch, firstQuery, head);
        var keyAt = AttentionShape.KeyAt(shape, batch, firstKey, head / (shape.Heads / shape.KeyValueHeads));
        AttentionTiles.Scores(shape, batch, kernel.Query, firstQuery, queryAt, kernel.Key, firstKey, keyAt, pieces, tile);
        AttentionTiles.Weigh(shape, firstQuery, firstKey, kernel.LogSums, queryAt, tile);
        for (var e = Group.IdxX; e < AttentionTiles.Side * AttentionTiles.Side; e += Group.DimX)
        {
            var query = firstQuery + (e / AttentionTiles.Side);
            var key = firstKey + (e % AttentionTiles.Side);
            if (query < shape.Queries & key < shape.Keys)
                kernel.Weights[AttentionShape.WeightAt(shape, batch, head, query, key)] = tile[(e / AttentionTiles.Side * AttentionTiles.Stride) + (e % AttentionTiles.Side)];
        }
    }
}

/// <summary>Adds to what each query's softmax takes off its gradients the part of the weights that were returned: Σ over keys of weight · gradient.</summary>
internal struct AttentionWeightDots : IGpuKernel<AttentionWeightDots>
{
    public ArrayView<float> Query;
    public ArrayView<float> Key;
    public ArrayView<float> LogSums;
    public ArrayView<float> WeightGradients;

    /// <summary>(positions of queries, heads)</summary>
    public ArrayView<float> Dots;

    public AttentionShape Shape;

    public static void Run(AttentionWeightDots kernel)
    {
        var pieces = SharedMemory.Allocate<float>(2 * AttentionTiles.Side * AttentionTiles.PieceStride);
        var tile = SharedMemory.Allocate<float>(AttentionTiles.Side * AttentionTiles.Stride);
        var shape = kernel.Shape;
        var batch = Grid.IdxX / shape.Heads;
        var head = Grid.IdxX % shape.Heads;
        var firstQuery = Grid.IdxY * AttentionTiles.Side;
        var queryAt = AttentionShape.QueryAt(shape, batch, firstQuery, head);
        for (var firstKey = 0; firstKey < shape.Keys; firstKey += AttentionTiles.Side)
        {
            var keyAt = AttentionShape.KeyAt(shape, batch, firstKey, head / (shape.Heads / shape.KeyValueHeads));
            AttentionTiles.Scores(shape, batch, kernel.Query, firstQuery, queryAt, kernel.Key, firstKey, keyAt, pieces, tile);
            AttentionTiles.Weigh(shape, firstQuery, firstKey, kernel.LogSums, queryAt, tile);
            for (var query = Group.IdxX; query < AttentionTiles.Side; query += Group.DimX)
            {
                if (firstQuery + query < shape.Queries)
                    kernel.Dots[queryAt + (query * AttentionShape.QueryStride(shape))] += OfTile(kernel, batch, head, firstQuery, query, firstKey, tile);
            }
            Group.Barrier();
        }
    }

    private static float OfTile(AttentionWeightDots kernel, int batch, int head, int firstQuery, int query, int firstKey, ArrayView<float> tile)
    {
        var sum = 0f;
        for (var key = 0; key < AttentionTiles.Side & firstKey + key < kernel.Shape.Keys; key++)
        {
            var gradient = kernel.WeightGradients[AttentionShape.WeightAt(kernel.Shape, batch, head, firstQuery + query, firstKey + key)];
            sum += tile[(query * AttentionTiles.Stride) + key] * gradient;
        }
        return sum;
    }
}
