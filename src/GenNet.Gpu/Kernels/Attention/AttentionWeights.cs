using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>The weights of a tile's queries of one head for its keys, with scores computed anew, a group of threads a tile.</summary>
/// <typeparam name="TTile">The tile: queries by keys.</typeparam>
internal struct AttentionWeights<TTile> : IGpuKernel<AttentionWeights<TTile>>
    where TTile : struct, IAttentionTile
{
    public ArrayView<float> Query;
    public ArrayView<float> Key;
    public ArrayView<float> LogSums;

    /// <summary>(groups, heads, queries, keys)</summary>
    public ArrayView<float> Weights;

    public AttentionShape Shape;

    public static int GroupsPerMultiprocessor => TTile.GroupsPerMultiprocessor;

    public static void Run(AttentionWeights<TTile> kernel)
    {
        var moving = SharedMemory.Allocate<F4>(TTile.Side * ((3 * TTile.Side) + 2));
        var tile = SharedMemory.Allocate<F4>(4 * TTile.Side * ((2 * TTile.Side) + 1));
        var logs = SharedMemory.Allocate<F4>(2 * TTile.Side);
        var shape = kernel.Shape;
        var ofKeys = Grid.IdxX % shape.Heads / (shape.Heads / shape.KeyValueHeads);
        var place = new AttentionPlace
        {
            Batch = Grid.IdxX / shape.Heads,
            Head = Grid.IdxX % shape.Heads,
            FirstQuery = Grid.IdxY * AttentionBlocks<TTile>.Lines,
            FirstKey = Grid.IdxZ * AttentionBlocks<TTile>.Columns,
        };
        AttentionGradients<TTile>.BringLogs(shape, place, AttentionBlocks<TTile>.Lines, kernel.LogSums, logs.Cast<float>());
        var queries = AttentionVectors.OfQueries(shape, kernel.Query, shape.KeyDim, place.Batch, place.Head, place.FirstQuery);
        var keys = AttentionVectors.OfKeys(shape, kernel.Key, shape.KeyDim, place.Batch, ofKeys, place.FirstKey);
        var products = default(AttentionSums);
        AttentionBlocks<TTile>.Multiply(ref products, queries, keys, moving);
        // Weights are returned as they are before dropout.
        shape.Drops = 0;
        AttentionGradients<TTile>.Weigh(shape, place, products, logs, shape.AttendsToAllWithoutAny != 0 ? 1f / shape.Keys : 0f, tile);
        for (var i = 0; i < AttentionWeighing<TTile>.Fours; i++)
        {
            var four = AttentionWeighing<TTile>.FourOf(place, i);
            for (var key = 0; key < 4; key++)
            {
                if (four.Query < shape.Queries & four.Key + key < shape.Keys)
                    kernel.Weights[AttentionShape.WeightAt(shape, place.Batch, place.Head, four.Query, four.Key + key)] = tile.Cast<float>()[four.At + (key * four.Step)];
            }
        }
    }
}

/// <summary>Adds to what each query's softmax takes off its gradients the part of the weights that were returned: Σ over keys of weight · gradient.</summary>
/// <typeparam name="TTile">The tile: queries by keys.</typeparam>
internal struct AttentionWeightDots<TTile> : IGpuKernel<AttentionWeightDots<TTile>>
    where TTile : struct, IAttentionTile
{
    public ArrayView<float> Query;
    public ArrayView<float> Key;
    public ArrayView<float> LogSums;
    public ArrayView<float> WeightGradients;

    /// <summary>(positions of queries, heads)</summary>
    public ArrayView<float> Dots;

    public AttentionShape Shape;

    public static int GroupsPerMultiprocessor => TTile.GroupsPerMultiprocessor;

    public static void Run(AttentionWeightDots<TTile> kernel)
    {
        var moving = SharedMemory.Allocate<F4>(TTile.Side * ((3 * TTile.Side) + 2));
        var tile = SharedMemory.Allocate<F4>(4 * TTile.Side * ((2 * TTile.Side) + 1));
        var logs = SharedMemory.Allocate<F4>(2 * TTile.Side);
        var shape = kernel.Shape;
        shape.Drops = 0;
        var ofKeys = Grid.IdxX % shape.Heads / (shape.Heads / shape.KeyValueHeads);
        var place = new AttentionPlace { Batch = Grid.IdxX / shape.Heads, Head = Grid.IdxX % shape.Heads, FirstQuery = Grid.IdxY * AttentionBlocks<TTile>.Lines };
        AttentionGradients<TTile>.BringLogs(shape, place, AttentionBlocks<TTile>.Lines, kernel.LogSums, logs.Cast<float>());
        var queries = AttentionVectors.OfQueries(shape, kernel.Query, shape.KeyDim, place.Batch, place.Head, place.FirstQuery);
        var dots = default(R8);
        for (; place.FirstKey < shape.Keys; place.FirstKey += AttentionBlocks<TTile>.Columns)
        {
            var keys = AttentionVectors.OfKeys(shape, kernel.Key, shape.KeyDim, place.Batch, ofKeys, place.FirstKey);
            var products = default(AttentionSums);
            AttentionBlocks<TTile>.Multiply(ref products, queries, keys, moving);
            AttentionGradients<TTile>.Weigh(shape, place, products, logs, withoutKeys: 0, tile);
            for (var i = 0; i < AttentionWeighing<TTile>.Fours; i++)
            {
                dots.Left.X += OfFour(kernel, place, AttentionWeighing<TTile>.FourOf(place, i), tile.Cast<float>());
                dots = Eights.Rotate(dots);
            }
        }
        AttentionReduce<TTile>.Sum(dots, moving, logs);
        for (var line = Group.IdxX; line < AttentionBlocks<TTile>.Lines; line += Group.DimX)
        {
            if (place.FirstQuery + line < shape.Queries)
                kernel.Dots[AttentionShape.QueryAt(shape, place.Batch, place.FirstQuery + line, place.Head)] += logs.Cast<float>()[line];
        }
    }

    private static float OfFour(AttentionWeightDots<TTile> kernel, AttentionPlace place, AttentionFour four, ArrayView<float> tile)
    {
        var sum = 0f;
        for (var key = 0; key < 4; key++)
        {
            if (four.Query < kernel.Shape.Queries & four.Key + key < kernel.Shape.Keys)
            {
                var gradient = kernel.WeightGradients[AttentionShape.WeightAt(kernel.Shape, place.Batch, place.Head, four.Query, four.Key + key)];
                sum += tile[four.At + (key * four.Step)] * gradient;
            }
        }
        return sum;
    }
}
