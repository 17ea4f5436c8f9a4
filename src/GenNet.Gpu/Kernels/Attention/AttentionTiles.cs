using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>What attention's kernels do with a tile of 16 queries and 16 keys in shared memory, whatever the number of threads of their group.</summary>
[GpuKernel]
internal static class AttentionTiles
{
    /// <summary>Queries and keys of a tile.</summary>
    public const int Side = 16;

    /// <summary>From row to row of a tile: one more than there are, so that columns lie in different banks.</summary>
    public const int Stride = Side + 1;

    /// <summary>Values of a vector that are multiplied at a time.</summary>
    public const int Piece = 32;

    /// <summary>From vector to vector of such pieces.</summary>
    public const int PieceStride = Piece + 1;

    /// <summary>Values of a vector that a group sums up.</summary>
    public const int MaxValues = 256;

    /// <summary>Dot products of 16 vectors with 16 others; 0 for vectors that there aren't. All threads come to it, and to the end of it.</summary>
    /// <param name="a">The one factor.</param>
    /// <param name="aBegin">Its first vector.</param>
    /// <param name="aStride">From vector to vector.</param>
    /// <param name="aCount">How many there are.</param>
    /// <param name="b">The other factor.</param>
    /// <param name="bBegin">Its first vector.</param>
    /// <param name="bStride">From vector to vector.</param>
    /// <param name="bCount">How many there are.</param>
    /// <param name="size">Size of a vector.</param>
    /// <param name="pieces">Shared memory for pieces of all vectors.</param>
    /// <param name="tile">Receives the products.</param>
    public static void Multiply(
        ArrayView<float> a, long aBegin, long aStride, int aCount, ArrayView<float> b, long bBegin, long bStride, int bCount, int size, ArrayView<float> pieces, ArrayView<float> tile)
    {
        for (var e = Group.IdxX; e < Side * Side; e += Group.DimX)
            tile[(e / Side * Stride) + (e % Side)] = 0f;
        for (var first = 0; first < size; first += Piece)
        {
            Group.Barrier();
            for (var e = Group.IdxX; e < Side * Piece; e += Group.DimX)
            {
                var vector = e / Piece;
                var i = first + (e % Piece);
                var to = (vector * PieceStride) + (e % Piece);
                pieces[to] = vector < aCount & i < size ? a[aBegin + (vector * aStride) + i] : 0f;
                pieces[(Side * PieceStride) + to] = vector < bCount & i < size ? b[bBegin + (vector * bStride) + i] : 0f;
            }
            Group.Barrier();
            for (var e = Group.IdxX; e < Side * Side; e += Group.DimX)
            {
                var left = e / Side * PieceStride;
                var right = (Side * PieceStride) + (e % Side * PieceStride);
                var sum = 0f;
                for (var i = 0; i < Piece; i++)
                    sum += pieces[left + i] * pieces[right + i];
                tile[(e / Side * Stride) + (e % Side)] += sum;
            }
        }
        Group.Barrier();
    }

    /// <summary>The scores of a tile: scaled products of queries and keys, −∞ where one doesn't count.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="batch">The row of the batch.</param>
    /// <param name="query">All queries.</param>
    /// <param name="firstQuery">The tile's first query.</param>
    /// <param name="queryAt">Where its head of it lies.</param>
    /// <param name="key">All keys.</param>
    /// <param name="firstKey">The tile's first key.</param>
    /// <param name="keyAt">Where its head of it lies.</param>
    /// <param name="pieces">Shared memory for pieces of all vectors.</param>
    /// <param name="tile">Receives the scores.</param>
    public static void Scores(
        AttentionShape shape, int batch, ArrayView<float> query, int firstQuery, long queryAt, ArrayView<float> key, int firstKey, long keyAt, ArrayView<float> pieces, ArrayView<float> tile)
    {
        Multiply(
            query, queryAt * shape.KeyDim, AttentionShape.QueryStride(shape) * shape.KeyDim, shape.Queries - firstQuery, key, keyAt * shape.KeyDim,
            AttentionShape.KeyStride(shape) * shape.KeyDim, shape.Keys - firstKey, shape.KeyDim, pieces, tile);
        Mask(shape, batch, firstQuery, firstKey, tile);
    }

    // Scales scores, and makes −∞ of those that don't count.
    private static void Mask(AttentionShape shape, int batch, int firstQuery, int firstKey, ArrayView<float> tile)
    {
        for (var e = Group.IdxX; e < Side * Side; e += Group.DimX)
        {
            var at = (e / Side * Stride) + (e % Side);
            tile[at] = Keeps(shape, batch, firstQuery + (e / Side), firstKey + (e % Side)) ? tile[at] * shape.Scale : float.NegativeInfinity;
        }
        Group.Barrier();
    }

    /// <summary>Drops weights, or their gradients, of a tile, as training does.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="batch">The group.</param>
    /// <param name="head">The head.</param>
    /// <param name="firstQuery">The tile's first query.</param>
    /// <param name="firstKey">The tile's first key.</param>
    /// <param name="tile">The weights.</param>
    public static void Drop(AttentionShape shape, int batch, int head, int firstQuery, int firstKey, ArrayView<float> tile)
    {
        if (shape.Drops == 0)
            return;
        for (var e = Group.IdxX; e < Side * Side; e += Group.DimX)
            tile[(e / Side * Stride) + (e % Side)] *= AttentionShape.Kept(shape, batch, head, firstQuery + (e / Side), firstKey + (e % Side));
        Group.Barrier();
    }

    /// <summary>Adds to the gradients of a tile's weights those of weights that were returned.</summary>
    public static void AddGradients(AttentionShape shape, int batch, int head, int firstQuery, int firstKey, ArrayView<float> returned, ArrayView<float> tile)
    {
        for (var e = Group.IdxX; e < Side * Side; e += Group.DimX)
        {
            var query = firstQuery + (e / Side);
            var key = firstKey + (e % Side);
            if (query < shape.Queries & key < shape.Keys)
                tile[(e / Side * Stride) + (e % Side)] += returned[AttentionShape.WeightAt(shape, batch, head, query, key)];
        }
        Group.Barrier();
    }

    /// <summary>Makes of scores the weights of which the logarithm of the sum is known.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="firstQuery">The tile's first query.</param>
    /// <param name="firstKey">The tile's first key.</param>
    /// <param name="logSums">Of each query ln Σ e^score.</param>
    /// <param name="begin">Where that of the first query lies.</param>
    /// <param name="tile">Scores, then weights.</param>
    public static void Weigh(AttentionShape shape, int firstQuery, int firstKey, ArrayView<float> logSums, long begin, ArrayView<float> tile)
    {
        for (var e = Group.IdxX; e < Side * Side; e += Group.DimX)
        {
            var query = e / Side;
            var at = (query * Stride) + (e % Side);
            var isPair = firstQuery + query < shape.Queries & firstKey + (e % Side) < shape.Keys;
            tile[at] = isPair ? Weight(shape, tile[at], logSums[begin + (query * AttentionShape.QueryStride(shape))]) : 0f;
        }
        Group.Barrier();
    }

    /// <summary>Makes of the gradients of weights those of products of queries and keys: 0 where a query has no key.</summary>
    public static void WeighGradients(
        AttentionShape shape, int firstQuery, ArrayView<float> logSums, ArrayView<float> dots, long begin, ArrayView<float> weights, ArrayView<float> gradients)
    {
        for (var e = Group.IdxX; e < Side * Side; e += Group.DimX)
        {
            var query = e / Side;
            var at = (query * Stride) + (e % Side);
            var of = begin + (query * AttentionShape.QueryStride(shape));
            var isQuery = firstQuery + query < shape.Queries && logSums[of] > float.NegativeInfinity;
            gradients[at] = isQuery ? weights[at] * (gradients[at] - dots[of]) * shape.Scale : 0f;
        }
        Group.Barrier();
    }

    private static float Weight(AttentionShape shape, float score, float logSum)
    {
        if (logSum > float.NegativeInfinity)
            return score > float.NegativeInfinity ? Exponentials.Exp(score - logSum) : 0f;
        return shape.AttendsToAllWithoutAny != 0 ? 1f / shape.Keys : 0f;
    }

    private static bool Keeps(AttentionShape shape, int batch, int query, int key)
    {
        if (query >= shape.Queries | key >= shape.Keys)
            return false;
        var distance = query > key ? query - key : key - query;
        if ((shape.IsCausal != 0 & key > query) | (shape.Window != 0 & distance >= shape.Window))
            return false;
        if (shape.HasQueryMask != 0 && shape.QueryMask[AttentionShape.PositionOf(shape, batch, shape.Queries, query)] == 0)
            return false;
        var position = AttentionShape.PositionOf(shape, batch, shape.Keys, key);
        if ((shape.HasKeyMask != 0 && shape.KeyMask[position] == 0) || (shape.HasValueMask != 0 && shape.ValueMask[position] == 0))
            return false;
        return shape.HasPairMask == 0 || shape.PairMask[((((long)(batch / shape.GroupsOfMask) * shape.Queries) + query) * shape.Keys) + key] != 0;
    }
}
