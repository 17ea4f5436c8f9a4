using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>
/// Softmax(query · keyᵀ) · value of 16 queries of one head a group. The scores are never stored: of each query the largest so far and the sum of exponentials are kept, and what was summed
/// up is scaled when a larger score comes (Milakov and Gimelshein, 2018; Dao et al., 2022).
/// </summary>
internal struct AttentionForward : IGpuKernel<AttentionForward>
{
    public ArrayView<float> Query;
    public ArrayView<float> Key;
    public ArrayView<float> Value;

    /// <summary>(batch, queries, heads, value size)</summary>
    public ArrayView<float> Output;

    /// <summary>(batch, queries, heads): ln Σ e^score, −∞ where a query has no key.</summary>
    public ArrayView<float> LogSums;

    public AttentionShape Shape;

    public static void Run(AttentionForward kernel)
    {
        var pieces = SharedMemory.Allocate<float>(2 * AttentionTiles.Side * AttentionTiles.PieceStride);
        var tile = SharedMemory.Allocate<float>(AttentionTiles.Side * AttentionTiles.Stride);
        var sums = SharedMemory.Allocate<float>(AttentionTiles.Side * AttentionTiles.MaxValues);
        var largest = SharedMemory.Allocate<float>(AttentionTiles.Side);
        var totals = SharedMemory.Allocate<float>(AttentionTiles.Side);
        var rescale = SharedMemory.Allocate<float>(AttentionTiles.Side);
        var shape = kernel.Shape;
        var firstQuery = Grid.IdxY * AttentionTiles.Side;
        var batch = Grid.IdxX / shape.Heads;
        var head = Grid.IdxX % shape.Heads;
        var ofKeys = head / (shape.Heads / shape.KeyValueHeads);
        var firstValue = Grid.IdxZ * AttentionTiles.MaxValues;
        var values = shape.ValueDim - firstValue < AttentionTiles.MaxValues ? shape.ValueDim - firstValue : AttentionTiles.MaxValues;
        var queryAt = AttentionShape.QueryAt(shape, batch, firstQuery, head);
        for (var e = Group.IdxX; e < AttentionTiles.Side * AttentionTiles.MaxValues; e += Group.DimX)
            sums[e] = 0f;
        for (var query = Group.IdxX; query < AttentionTiles.Side; query += Group.DimX)
        {
            largest[query] = float.NegativeInfinity;
            totals[query] = 0f;
        }
        Group.Barrier();
        for (var firstKey = 0; firstKey < shape.Keys; firstKey += AttentionTiles.Side)
        {
            var keyAt = AttentionShape.KeyAt(shape, batch, firstKey, ofKeys);
            AttentionTiles.Scores(shape, batch, kernel.Query, firstQuery, queryAt, kernel.Key, firstKey, keyAt, pieces, tile);
            Exponentiate(tile, largest, totals, rescale);
            AttentionTiles.Drop(shape, batch, head, firstQuery, firstKey, tile);
            for (var e = Group.IdxX; e < AttentionTiles.Side * values; e += Group.DimX)
            {
                var query = e / values;
                var at = e - (query * values);
                var sum = sums[(query * AttentionTiles.MaxValues) + at] * rescale[query];
                for (var key = 0; key < AttentionTiles.Side & firstKey + key < shape.Keys; key++)
                {
                    var from = ((keyAt + (key * AttentionShape.KeyStride(shape))) * shape.ValueDim) + firstValue + at;
                    sum += tile[(query * AttentionTiles.Stride) + key] * kernel.Value[from];
                }
                sums[(query * AttentionTiles.MaxValues) + at] = sum;
            }
            Group.Barrier();
        }
        for (var e = Group.IdxX; e < AttentionTiles.Side * values; e += Group.DimX)
        {
            var query = e / values;
            var at = e - (query * values);
            if (firstQuery + query < shape.Queries)
            {
                var to = ((queryAt + (query * AttentionShape.QueryStride(shape))) * shape.ValueDim) + firstValue + at;
                kernel.Output[to] = totals[query] > 0
                    ? sums[(query * AttentionTiles.MaxValues) + at] / totals[query]
                    : WithoutKeys(kernel.Shape, kernel.Value, batch, head, firstQuery + query, firstValue + at);
            }
        }
        for (var query = Group.IdxX; query < AttentionTiles.Side & Grid.IdxZ == 0; query += Group.DimX)
        {
            if (firstQuery + query < shape.Queries)
                kernel.LogSums[queryAt + (query * AttentionShape.QueryStride(shape))] = totals[query] > 0 ? largest[query] + Exponentials.Log(totals[query]) : float.NegativeInfinity;
        }
    }

    // Scores to exponentials, by the largest so far.
    private static void Exponentiate(ArrayView<float> tile, ArrayView<float> largest, ArrayView<float> totals, ArrayView<float> rescale)
    {
        for (var query = Group.IdxX; query < AttentionTiles.Side; query += Group.DimX)
        {
            var before = largest[query];
            var now = before;
            for (var key = 0; key < AttentionTiles.Side; key++)
                now = Bounds.Largest(now, tile[(query * AttentionTiles.Stride) + key]);
            largest[query] = now;
            rescale[query] = before > float.NegativeInfinity ? Exponentials.Exp(before - now) : 0f;
        }
        Group.Barrier();
        for (var e = Group.IdxX; e < AttentionTiles.Side * AttentionTiles.Side; e += Group.DimX)
        {
            var at = (e / AttentionTiles.Side * AttentionTiles.Stride) + (e % AttentionTiles.Side);
            tile[at] = tile[at] == float.NegativeInfinity ? 0f : Exponentials.Exp(tile[at] - largest[e / AttentionTiles.Side]);
        }
        Group.Barrier();
        for (var query = Group.IdxX; query < AttentionTiles.Side; query += Group.DimX)
        {
            var total = totals[query] * rescale[query];
            for (var key = 0; key < AttentionTiles.Side; key++)
                total += tile[(query * AttentionTiles.Stride) + key];
            totals[query] = total;
        }
        Group.Barrier();
    }

    private static float WithoutKeys(AttentionShape shape, ArrayView<float> values, int batch, int head, int query, int at)
    {
        if (shape.AttendsToAllWithoutAny == 0)
            return 0f;
        var ofKeys = head / (shape.Heads / shape.KeyValueHeads);
        var sum = 0f;
        for (var key = 0; key < shape.Keys; key++)
            sum += AttentionShape.Kept(shape, batch, head, query, key) * values[(AttentionShape.KeyAt(shape, batch, key, ofKeys) * shape.ValueDim) + at];
        return sum / shape.Keys;
    }
}
