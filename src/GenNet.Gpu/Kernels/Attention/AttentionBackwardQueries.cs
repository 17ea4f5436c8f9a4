using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>The gradient of a tile's queries of one head a group, with scores computed anew: Σ over keys of weight · (g · value − Σ g · output) · scale · key.</summary>
/// <typeparam name="TTile">The tile: queries by keys, then queries by values.</typeparam>
internal struct AttentionBackwardQueries<TTile> : IGpuKernel<AttentionBackwardQueries<TTile>>
    where TTile : struct, IAttentionTile
{
    public AttentionOperands Operands;
    public ArrayView<float> QueryGradient;

    public static int GroupsPerMultiprocessor => TTile.GroupsPerMultiprocessor;

    public static void Run(AttentionBackwardQueries<TTile> kernel)
    {
        var moving = SharedMemory.Allocate<F4>(TTile.Side * ((3 * TTile.Side) + 2));
        var tile = SharedMemory.Allocate<F4>(4 * TTile.Side * ((2 * TTile.Side) + 1));
        var logs = SharedMemory.Allocate<F4>(2 * TTile.Side);
        var taken = SharedMemory.Allocate<F4>(2 * TTile.Side);
        var of = kernel.Operands;
        var shape = of.Shape;
        var ofKeys = Grid.IdxX % shape.Heads / (shape.Heads / shape.KeyValueHeads);
        var place = new AttentionPlace { Batch = Grid.IdxX / shape.Heads, Head = Grid.IdxX % shape.Heads, FirstQuery = Grid.IdxY * AttentionBlocks<TTile>.Lines };
        var first = Grid.IdxZ * AttentionBlocks<TTile>.Columns;
        AttentionGradients<TTile>.Bring(shape, place, AttentionBlocks<TTile>.Lines, of.LogSums, of.Dots, logs.Cast<float>(), taken.Cast<float>());
        var queries = AttentionVectors.OfQueries(shape, of.Query, shape.KeyDim, place.Batch, place.Head, place.FirstQuery);
        var outputs = AttentionVectors.OfQueries(shape, of.OutputGradient, shape.ValueDim, place.Batch, place.Head, place.FirstQuery);
        var sums = default(AttentionSums);
        var end = AttentionRange.EndKey(shape, place.FirstQuery, AttentionBlocks<TTile>.Lines);
        for (place.FirstKey = AttentionRange.FirstKey(shape, place.FirstQuery, AttentionBlocks<TTile>.Columns); place.FirstKey < end; place.FirstKey += AttentionBlocks<TTile>.Columns)
        {
            var keys = AttentionVectors.OfKeys(shape, of.Key, shape.KeyDim, place.Batch, ofKeys, place.FirstKey);
            var values = AttentionVectors.OfKeys(shape, of.Value, shape.ValueDim, place.Batch, ofKeys, place.FirstKey);
            var products = default(AttentionSums);
            AttentionBlocks<TTile>.Multiply(ref products, queries, keys, moving);
            AttentionGradients<TTile>.Weigh(shape, place, products, logs, withoutKeys: 0, tile);
            var gradients = default(AttentionSums);
            AttentionBlocks<TTile>.Multiply(ref gradients, outputs, values, moving);
            AttentionBlocks<TTile>.Store(tile, AttentionGradients<TTile>.OfProducts(of, place, gradients, tile, logs, taken));
            AttentionBlocks<TTile>.MultiplyTile(ref sums, tile, keys, first, moving);
        }
        AttentionBlocks<TTile>.StoreLines(AttentionVectors.OfQueries(shape, kernel.QueryGradient, shape.KeyDim, place.Batch, place.Head, place.FirstQuery), first, sums);
    }
}
