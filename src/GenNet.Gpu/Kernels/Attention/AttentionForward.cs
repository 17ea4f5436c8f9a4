using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>
/// Softmax(query · keyᵀ) · value, a tile of queries of one head a group. The scores are never stored: of each query the largest so far and the sum of exponentials are kept, and what was summed
/// up is scaled when a larger score comes (Milakov and Gimelshein, 2018; Dao et al., 2022).
/// </summary>
/// <typeparam name="TTile">The tile: queries by keys, then queries by values.</typeparam>
internal struct AttentionForward<TTile> : IGpuKernel<AttentionForward<TTile>>
    where TTile : struct, IAttentionTile
{
    public ArrayView<float> Query;
    public ArrayView<float> Key;
    public ArrayView<float> Value;

    /// <summary>(batch, queries, heads, value size)</summary>
    public ArrayView<float> Output;

    /// <summary>(batch, queries, heads): ln Σ e^score, −∞ where a query has no key.</summary>
    public ArrayView<float> LogSums;

    public AttentionShape Shape;

    public static int GroupsPerMultiprocessor => TTile.GroupsPerMultiprocessor;

    public static void Run(AttentionForward<TTile> kernel)
    {
        var moving = SharedMemory.Allocate<F4>(TTile.Side * ((3 * TTile.Side) + 2));
        var tile = SharedMemory.Allocate<F4>(4 * TTile.Side * ((2 * TTile.Side) + 1));
        var largest = SharedMemory.Allocate<F4>(2 * TTile.Side);
        var rescale = SharedMemory.Allocate<F4>(2 * TTile.Side);
        var shape = kernel.Shape;
        var ofKeys = Grid.IdxX % shape.Heads / (shape.Heads / shape.KeyValueHeads);
        var place = new AttentionPlace { Batch = Grid.IdxX / shape.Heads, Head = Grid.IdxX % shape.Heads, FirstQuery = Grid.IdxY * AttentionBlocks<TTile>.Lines };
        var firstValue = Grid.IdxZ * AttentionBlocks<TTile>.Columns;
        var queries = AttentionVectors.OfQueries(shape, kernel.Query, shape.KeyDim, place.Batch, place.Head, place.FirstQuery);
        for (var line = Group.IdxX; line < AttentionBlocks<TTile>.Lines; line += Group.DimX)
            largest.Cast<float>()[line] = float.MinValue;
        var sums = default(AttentionSums);
        var totals = default(R8);
        var end = AttentionRange.EndKey(shape, place.FirstQuery, AttentionBlocks<TTile>.Lines);
        for (place.FirstKey = AttentionRange.FirstKey(shape, place.FirstQuery, AttentionBlocks<TTile>.Columns); place.FirstKey < end; place.FirstKey += AttentionBlocks<TTile>.Columns)
        {
            var scores = default(AttentionSums);
            var keys = AttentionVectors.OfKeys(shape, kernel.Key, shape.KeyDim, place.Batch, ofKeys, place.FirstKey);
            AttentionBlocks<TTile>.Multiply(ref scores, queries, keys, moving);
            scores = AttentionBlocks<TTile>.Scale(scores, Eights.Of(shape.Scale));
            var isWhole = AttentionRange.IsWhole(shape, place.FirstQuery, AttentionBlocks<TTile>.Lines, place.FirstKey, AttentionBlocks<TTile>.Columns, beyondKeys: false);
            if (!isWhole)
            {
                AttentionBlocks<TTile>.Store(tile, scores);
                AttentionWeighing<TTile>.Mask(shape, place, tile);
                scores = AttentionBlocks<TTile>.Load(tile);
            }
            FindLargest(Eights.Larger(Eights.Larger(scores.Column0, scores.Column1), Eights.Larger(scores.Column2, scores.Column3)), moving, largest, rescale);
            var reference = AttentionBlocks<TTile>.LoadColumn(largest, 0);
            scores.Column0 = Eights.WeightOf(scores.Column0, reference);
            scores.Column1 = Eights.WeightOf(scores.Column1, reference);
            scores.Column2 = Eights.WeightOf(scores.Column2, reference);
            scores.Column3 = Eights.WeightOf(scores.Column3, reference);
            var factor = AttentionBlocks<TTile>.LoadColumn(rescale, 0);
            totals = Eights.Sum(Eights.Product(totals, factor), Eights.Sum(Eights.Sum(scores.Column0, scores.Column1), Eights.Sum(scores.Column2, scores.Column3)));
            sums = AttentionBlocks<TTile>.Scale(sums, factor);
            AttentionBlocks<TTile>.Store(tile, scores);
            if (shape.Drops != 0)
                AttentionWeighing<TTile>.Drop(shape, place, tile);
            var values = AttentionVectors.OfKeys(shape, kernel.Value, shape.ValueDim, place.Batch, ofKeys, place.FirstKey);
            AttentionBlocks<TTile>.MultiplyTile(ref sums, tile, values, firstValue, moving);
        }
        AttentionReduce<TTile>.Sum(totals, moving, rescale);
        Finish(kernel, place, ofKeys, firstValue, sums, largest.Cast<float>(), rescale.Cast<float>());
    }

    // Of each query the largest score so far, and what was summed up before is multiplied by.
    private static void FindLargest(R8 own, ArrayView<F4> moving, ArrayView<F4> largest, ArrayView<F4> rescale)
    {
        AttentionReduce<TTile>.Share(own, moving);
        for (var line = Group.IdxX; line < AttentionBlocks<TTile>.Lines; line += Group.DimX)
        {
            var before = largest.Cast<float>()[line];
            var now = before;
            for (var x = 0; x < TTile.Side; x++)
            {
                var other = AttentionReduce<TTile>.Of(moving, x, line);
                now = other > now ? other : now;
            }
            largest.Cast<float>()[line] = now;
            rescale.Cast<float>()[line] = Exponentials.ExpOfWeight(before - now);
        }
        Group.Barrier();
    }

    private static void Finish(AttentionForward<TTile> kernel, AttentionPlace place, int ofKeys, int firstValue, AttentionSums sums, ArrayView<float> largest, ArrayView<float> totals)
    {
        var shape = kernel.Shape;
        var output = AttentionVectors.OfQueries(shape, kernel.Output, shape.ValueDim, place.Batch, place.Head, place.FirstQuery);
        var at = firstValue + (4 * AttentionBlocks<TTile>.X);
        for (var i = 0; i < 8; i++)
        {
            var line = AttentionBlocks<TTile>.Line(i);
            var total = totals[line];
            var row = AttentionBlocks<TTile>.First(sums);
            var attended = new F4 { X = row.X / total, Y = row.Y / total, Z = row.Z / total, W = row.W / total };
            if (total == 0)
                attended = place.FirstQuery + line < shape.Queries & shape.AttendsToAllWithoutAny != 0 ? WithoutKeys(kernel, place, ofKeys, line, at) : default;
            AttentionVectors.Store(output, line, at, attended);
            sums = AttentionBlocks<TTile>.Rotate(sums);
        }
        for (var line = Group.IdxX; line < AttentionBlocks<TTile>.Lines & Grid.IdxZ == 0; line += Group.DimX)
        {
            if (place.FirstQuery + line < shape.Queries)
            {
                var to = AttentionShape.QueryAt(shape, place.Batch, place.FirstQuery + line, place.Head);
                kernel.LogSums[to] = totals[line] == 0 ? float.NegativeInfinity : largest[line] + Exponentials.Log(totals[line]);
            }
        }
    }

    private static F4 WithoutKeys(AttentionForward<TTile> kernel, AttentionPlace place, int ofKeys, int line, int at)
    {
        var shape = kernel.Shape;
        var values = AttentionVectors.OfKeys(shape, kernel.Value, shape.ValueDim, place.Batch, ofKeys, 0);
        var sum = default(F4);
        for (var key = 0; key < shape.Keys; key++)
        {
            var kept = AttentionShape.Kept(shape, place.Batch, place.Head, place.FirstQuery + line, key);
            var value = AttentionVectors.Load(values, key, at);
            sum.X += kept * value.X;
            sum.Y += kept * value.Y;
            sum.Z += kept * value.Z;
            sum.W += kept * value.W;
        }
        return new() { X = sum.X / shape.Keys, Y = sum.Y / shape.Keys, Z = sum.Z / shape.Keys, W = sum.W / shape.Keys };
    }
}
