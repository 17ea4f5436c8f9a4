using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Weights of a tile with scores computed anew, and gradients of the products of queries and keys: weight · (gradient of the weight − Σ g · output) · scale.</summary>
/// <typeparam name="TTile">The tile.</typeparam>
[GpuKernel]
internal static class AttentionGradients<TTile>
    where TTile : struct, IAttentionTile
{
    /// <summary>Brings to shared memory, of each query, the logarithm of its sum (∞ for one that there isn't, of which all weights are 0 then) and what its softmax takes off gradients.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="place">Place of the first query.</param>
    /// <param name="queries">How many are wanted.</param>
    /// <param name="logSums">Of all queries.</param>
    /// <param name="dots">Of all queries.</param>
    /// <param name="logs">Receives the logarithms.</param>
    /// <param name="taken">Receives what is taken off.</param>
    public static void Bring(
        AttentionShape shape, AttentionPlace place, int queries, ArrayView<float> logSums, ArrayView<float> dots, ArrayView<float> logs, ArrayView<float> taken)
    {
        BringLogs(shape, place, queries, logSums, logs);
        for (var query = Group.IdxX; query < queries; query += Group.DimX)
        {
            taken[query] = 0f;
            if (place.FirstQuery + query < shape.Queries)
                taken[query] = dots[AttentionShape.QueryAt(shape, place.Batch, place.FirstQuery + query, place.Head)];
        }
    }

    /// <summary>The logarithms alone.</summary>
    public static void BringLogs(AttentionShape shape, AttentionPlace place, int queries, ArrayView<float> logSums, ArrayView<float> logs)
    {
        for (var query = Group.IdxX; query < queries; query += Group.DimX)
        {
            logs[query] = float.PositiveInfinity;
            if (place.FirstQuery + query < shape.Queries)
                logs[query] = logSums[AttentionShape.QueryAt(shape, place.Batch, place.FirstQuery + query, place.Head)];
        }
    }

    /// <summary>Makes weights of products of queries and keys, in the tile; those that training drops are negative.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="place">The tile's place.</param>
    /// <param name="products">The thread's products.</param>
    /// <param name="logs">Of each query the logarithm of its sum.</param>
    /// <param name="withoutKeys">The weights of a query that has no key.</param>
    /// <param name="tile">Receives the weights.</param>
    public static void Weigh(AttentionShape shape, AttentionPlace place, AttentionSums products, ArrayView<F4> logs, float withoutKeys, ArrayView<F4> tile)
    {
        var isWhole = place.AreLinesKeys != 0
            ? AttentionRange.IsWhole(shape, place.FirstQuery, AttentionBlocks<TTile>.Columns, place.FirstKey, AttentionBlocks<TTile>.Lines, beyondKeys: true)
            : AttentionRange.IsWhole(shape, place.FirstQuery, AttentionBlocks<TTile>.Lines, place.FirstKey, AttentionBlocks<TTile>.Columns, beyondKeys: false);
        if (isWhole)
        {
            products = AttentionBlocks<TTile>.Scale(products, Eights.Of(shape.Scale));
            products.Column0 = Eights.WeightOf(products.Column0, OfColumn(place, logs, 0));
            products.Column1 = Eights.WeightOf(products.Column1, OfColumn(place, logs, 1));
            products.Column2 = Eights.WeightOf(products.Column2, OfColumn(place, logs, 2));
            products.Column3 = Eights.WeightOf(products.Column3, OfColumn(place, logs, 3));
        }
        AttentionBlocks<TTile>.Store(tile, products);
        if (!isWhole)
            AttentionWeighing<TTile>.Weigh(shape, place, logs.Cast<float>(), withoutKeys, tile);
        if (shape.Drops != 0)
            AttentionWeighing<TTile>.MarkDropped(shape, place, tile);
    }

    /// <summary>Makes gradients of products of queries and keys of those of weights.</summary>
    /// <param name="of">What the kernel reads.</param>
    /// <param name="place">The tile's place.</param>
    /// <param name="gradients">The thread's products of output gradients and values.</param>
    /// <param name="tile">The weights.</param>
    /// <param name="logs">Of each query the logarithm of its sum.</param>
    /// <param name="taken">Of each query what is taken off.</param>
    public static AttentionSums OfProducts(
        AttentionOperands of, AttentionPlace place, AttentionSums gradients, ArrayView<F4> tile, ArrayView<F4> logs, ArrayView<F4> taken)
    {
        var kept = of.Shape.Drops != 0 ? of.Shape.DropScale : 1f;
        if (of.HasWeightGradients != 0)
            gradients = PlusReturned(of, place, gradients, tile, kept);
        kept = of.HasWeightGradients != 0 ? 1f : kept;
        var dropped = of.HasWeightGradients != 0 ? 1f : 0f;
        gradients.Column0 = OfProducts(of.Shape.Scale, gradients.Column0, tile, 0, OfColumn(place, logs, 0), OfColumn(place, taken, 0), kept, dropped);
        gradients.Column1 = OfProducts(of.Shape.Scale, gradients.Column1, tile, 1, OfColumn(place, logs, 1), OfColumn(place, taken, 1), kept, dropped);
        gradients.Column2 = OfProducts(of.Shape.Scale, gradients.Column2, tile, 2, OfColumn(place, logs, 2), OfColumn(place, taken, 2), kept, dropped);
        gradients.Column3 = OfProducts(of.Shape.Scale, gradients.Column3, tile, 3, OfColumn(place, logs, 3), OfColumn(place, taken, 3), kept, dropped);
        return gradients;
    }

    // What there is one of for each query, for the lines of a column: theirs where lines are queries, else the column's.
    private static R8 OfColumn(AttentionPlace place, ArrayView<F4> ofQueries, int column) => place.AreLinesKeys != 0
        ? Eights.Of(ofQueries.Cast<float>()[(4 * AttentionBlocks<TTile>.X) + column])
        : AttentionBlocks<TTile>.LoadColumn(ofQueries, 0);

    private static R8 OfProducts(float scale, R8 gradients, ArrayView<F4> tile, int column, R8 logs, R8 taken, float kept, float dropped)
    {
        var weights = AttentionBlocks<TTile>.LoadColumn(tile, AttentionBlocks<TTile>.ColumnAt(column));
        return new()
        {
            Left = OfProducts(scale, gradients.Left, weights.Left, logs.Left, taken.Left, kept, dropped),
            Right = OfProducts(scale, gradients.Right, weights.Right, logs.Right, taken.Right, kept, dropped),
        };
    }

    private static F4 OfProducts(float scale, F4 gradients, F4 weights, F4 logs, F4 taken, float kept, float dropped) => new()
    {
        X = OfProduct(scale, gradients.X, weights.X, logs.X, taken.X, kept, dropped),
        Y = OfProduct(scale, gradients.Y, weights.Y, logs.Y, taken.Y, kept, dropped),
        Z = OfProduct(scale, gradients.Z, weights.Z, logs.Z, taken.Z, kept, dropped),
        W = OfProduct(scale, gradients.W, weights.W, logs.W, taken.W, kept, dropped),
    };

    // A query without keys attends to all alike whatever its scores are.
    private static float OfProduct(float scale, float gradient, float weight, float log, float taken, float kept, float dropped) =>
        log == float.NegativeInfinity ? 0f : Bounds.Abs(weight) * ((gradient * (weight < 0 ? dropped : kept)) - taken) * scale;

    // Dropout, and gradients of weights that were returned before it. A loop in which the columns move up, since it is seldom.
    private static AttentionSums PlusReturned(AttentionOperands of, AttentionPlace place, AttentionSums gradients, ArrayView<F4> tile, float kept)
    {
        for (var column = 0; column < 4; column++)
        {
            var first = gradients.Column0;
            for (var i = 0; i < 8; i++)
            {
                var line = AttentionBlocks<TTile>.Line(i);
                var across = (4 * AttentionBlocks<TTile>.X) + column;
                var query = place.FirstQuery + (place.AreLinesKeys != 0 ? across : line);
                var key = place.FirstKey + (place.AreLinesKeys != 0 ? line : across);
                var weight = tile.Cast<float>()[(4 * AttentionBlocks<TTile>.ColumnAt(column)) + line];
                var returned = 0f;
                if (query < of.Shape.Queries & key < of.Shape.Keys)
                    returned = of.WeightGradients[AttentionShape.WeightAt(of.Shape, place.Batch, place.Head, query, key)];
                first.Left.X = (weight < 0 ? 0f : first.Left.X * kept) + returned;
                first = Eights.Rotate(first);
            }
            gradients.Column0 = gradients.Column1;
            gradients.Column1 = gradients.Column2;
            gradients.Column2 = gradients.Column3;
            gradients.Column3 = first;
        }
        return gradients;
    }
}
