using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>The gradients of a tile's keys and values of one head a group, summed over all queries of the heads that ask it, in their order.</summary>
/// <typeparam name="TTile">The tile: keys by queries, then keys by values.</typeparam>
internal struct AttentionBackwardKeys<TTile> : IGpuKernel<AttentionBackwardKeys<TTile>>
    where TTile : struct, IAttentionTile
{
    public AttentionOperands Operands;
    public ArrayView<float> KeyGradient;
    public ArrayView<float> ValueGradient;

    public static int GroupsPerMultiprocessor => TTile.GroupsPerMultiprocessor;

    public static void Run(AttentionBackwardKeys<TTile> kernel)
    {
        var moving = SharedMemory.Allocate<F4>(TTile.Side * ((3 * TTile.Side) + 2));
        var tile = SharedMemory.Allocate<F4>(4 * TTile.Side * ((2 * TTile.Side) + 1));
        var logs = SharedMemory.Allocate<F4>(TTile.Side);
        var taken = SharedMemory.Allocate<F4>(TTile.Side);
        var of = kernel.Operands;
        var shape = of.Shape;
        var ofKeys = Grid.IdxX % shape.KeyValueHeads;
        var asking = shape.Heads / shape.KeyValueHeads;
        var place = new AttentionPlace { Batch = Grid.IdxX / shape.KeyValueHeads, FirstKey = Grid.IdxY * AttentionBlocks<TTile>.Lines, AreLinesKeys = 1 };
        var first = Grid.IdxZ * AttentionBlocks<TTile>.Columns;
        var withoutKeys = shape.AttendsToAllWithoutAny != 0 ? 1f / shape.Keys : 0f;
        var keys = AttentionVectors.OfKeys(shape, of.Key, shape.KeyDim, place.Batch, ofKeys, place.FirstKey);
        var values = AttentionVectors.OfKeys(shape, of.Value, shape.ValueDim, place.Batch, ofKeys, place.FirstKey);
        var keySums = default(AttentionSums);
        var valueSums = default(AttentionSums);
        var begin = AttentionRange.FirstQuery(shape, place.FirstKey, AttentionBlocks<TTile>.Columns);
        var end = AttentionRange.EndQuery(shape, place.FirstKey, AttentionBlocks<TTile>.Lines);
        for (place.Head = ofKeys * asking; place.Head < (ofKeys + 1) * asking; place.Head++)
        {
            for (place.FirstQuery = begin; place.FirstQuery < end; place.FirstQuery += AttentionBlocks<TTile>.Columns)
            {
                var queries = AttentionVectors.OfQueries(shape, of.Query, shape.KeyDim, place.Batch, place.Head, place.FirstQuery);
                var outputs = AttentionVectors.OfQueries(shape, of.OutputGradient, shape.ValueDim, place.Batch, place.Head, place.FirstQuery);
                AttentionGradients<TTile>.Bring(shape, place, AttentionBlocks<TTile>.Columns, of.LogSums, of.Dots, logs.Cast<float>(), taken.Cast<float>());
                var products = default(AttentionSums);
                AttentionBlocks<TTile>.Multiply(ref products, keys, queries, moving);
                AttentionGradients<TTile>.Weigh(shape, place, products, logs, withoutKeys, tile);
                var gradients = default(AttentionSums);
                AttentionBlocks<TTile>.Multiply(ref gradients, values, outputs, moving);
                gradients = AttentionGradients<TTile>.OfProducts(of, place, gradients, tile, logs, taken);
                if (shape.Drops != 0)
                    AttentionWeighing<TTile>.DropMarked(shape, place, tile);
                AttentionBlocks<TTile>.MultiplyTile(ref valueSums, tile, outputs, first, moving);
                Group.Barrier();
                AttentionBlocks<TTile>.Store(tile, gradients);
                AttentionBlocks<TTile>.MultiplyTile(ref keySums, tile, queries, first, moving);
            }
        }
        AttentionBlocks<TTile>.StoreLines(AttentionVectors.OfKeys(shape, kernel.KeyGradient, shape.KeyDim, place.Batch, ofKeys, place.FirstKey), first, keySums);
        AttentionBlocks<TTile>.StoreLines(AttentionVectors.OfKeys(shape, kernel.ValueGradient, shape.ValueDim, place.Batch, ofKeys, place.FirstKey), first, valueSums);
    }
}
