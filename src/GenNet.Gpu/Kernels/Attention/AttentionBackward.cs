using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>The gradient of 16 queries of one head a group, with scores computed anew: Σ over keys of weight · (g · value − Σ g · output) · scale · key.</summary>
internal struct AttentionBackwardQueries : IGpuKernel<AttentionBackwardQueries>
{
    public AttentionOperands Operands;
    public ArrayView<float> QueryGradient;

    public static void Run(AttentionBackwardQueries kernel)
    {
        var pieces = SharedMemory.Allocate<float>(2 * AttentionTiles.Side * AttentionTiles.PieceStride);
        var weights = SharedMemory.Allocate<float>(AttentionTiles.Side * AttentionTiles.Stride);
        var gradients = SharedMemory.Allocate<float>(AttentionTiles.Side * AttentionTiles.Stride);
        var sums = SharedMemory.Allocate<float>(AttentionTiles.Side * AttentionTiles.MaxValues);
        var shape = kernel.Operands.Shape;
        var firstQuery = Grid.IdxY * AttentionTiles.Side;
        var batch = Grid.IdxX / shape.Heads;
        var head = Grid.IdxX % shape.Heads;
        var ofKeys = head / (shape.Heads / shape.KeyValueHeads);
        var firstValue = Grid.IdxZ * AttentionTiles.MaxValues;
        var values = shape.KeyDim - firstValue < AttentionTiles.MaxValues ? shape.KeyDim - firstValue : AttentionTiles.MaxValues;
        var queryAt = AttentionShape.QueryAt(shape, batch, firstQuery, head);
        for (var e = Group.IdxX; e < AttentionTiles.Side * AttentionTiles.MaxValues; e += Group.DimX)
            sums[e] = 0f;
        for (var firstKey = 0; firstKey < shape.Keys; firstKey += AttentionTiles.Side)
        {
            var keyAt = AttentionShape.KeyAt(shape, batch, firstKey, ofKeys);
            AttentionOperands.Tile(kernel.Operands, batch, head, firstQuery, queryAt, firstKey, keyAt, pieces, weights, gradients);
            for (var e = Group.IdxX; e < AttentionTiles.Side * values; e += Group.DimX)
            {
                var query = e / values;
                var at = e - (query * values);
                var sum = sums[(query * AttentionTiles.MaxValues) + at];
                for (var key = 0; key < AttentionTiles.Side & firstKey + key < shape.Keys; key++)
                {
                    var from = ((keyAt + (key * AttentionShape.KeyStride(shape))) * shape.KeyDim) + firstValue + at;
                    sum += gradients[(query * AttentionTiles.Stride) + key] * kernel.Operands.Key[from];
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
                kernel.QueryGradient[((queryAt + (query * AttentionShape.QueryStride(shape))) * shape.KeyDim) + firstValue + at] = sums[(query * AttentionTiles.MaxValues) + at];
        }
    }
}

/// <summary>The gradients of 16 keys and values of one head a group, summed over all queries of the heads that ask it, in their order.</summary>
internal struct AttentionBackwardKeys : IGpuKernel<AttentionBackwardKeys>
{
    public AttentionOperands Operands;
    public ArrayView<float> KeyGradient;
    public ArrayView<float> ValueGradient;

    public static void Run(AttentionBackwardKeys kernel)
    {
        var pieces = SharedMemory.Allocate<float>(2 * AttentionTiles.Side * AttentionTiles.PieceStride);
        var weights = SharedMemory.Allocate<float>(AttentionTiles.Side * AttentionTiles.Stride);
        var gradients = SharedMemory.Allocate<float>(AttentionTiles.Side * AttentionTiles.Stride);
        var keySums = SharedMemory.Allocate<float>(AttentionTiles.Side * AttentionTiles.MaxValues);
        var valueSums = SharedMemory.Allocate<float>(AttentionTiles.Side * AttentionTiles.MaxValues);
        var shape = kernel.Operands.Shape;
        var firstKey = Grid.IdxY * AttentionTiles.Side;
        var batch = Grid.IdxX / shape.KeyValueHeads;
        var ofKeys = Grid.IdxX % shape.KeyValueHeads;
        var first = Grid.IdxZ * AttentionTiles.MaxValues;
        var asking = shape.Heads / shape.KeyValueHeads;
        var keyAt = AttentionShape.KeyAt(shape, batch, firstKey, ofKeys);
        for (var e = Group.IdxX; e < AttentionTiles.Side * AttentionTiles.MaxValues; e += Group.DimX)
        {
            keySums[e] = 0f;
            valueSums[e] = 0f;
        }
        for (var head = ofKeys * asking; head < (ofKeys + 1) * asking; head++)
        {
            for (var firstQuery = 0; firstQuery < shape.Queries; firstQuery += AttentionTiles.Side)
            {
                var queryAt = AttentionShape.QueryAt(shape, batch, firstQuery, head);
                AttentionOperands.Tile(kernel.Operands, batch, head, firstQuery, queryAt, firstKey, keyAt, pieces, weights, gradients);
                AddQueries(kernel.Operands.Query, gradients, keySums, queryAt, AttentionShape.QueryStride(shape), shape.KeyDim, first, shape.Queries - firstQuery);
                AddQueries(kernel.Operands.OutputGradient, weights, valueSums, queryAt, AttentionShape.QueryStride(shape), shape.ValueDim, first, shape.Queries - firstQuery);
                Group.Barrier();
            }
        }
        Store(kernel.KeyGradient, keySums, keyAt, AttentionShape.KeyStride(shape), shape.KeyDim, first, shape.Keys - firstKey);
        Store(kernel.ValueGradient, valueSums, keyAt, AttentionShape.KeyStride(shape), shape.ValueDim, first, shape.Keys - firstKey);
    }

    // sums[key, i] += Σ over queries of tile[query, key] · vectors[query, i].
    private static void AddQueries(ArrayView<float> vectors, ArrayView<float> tile, ArrayView<float> sums, long begin, long stride, int size, int first, int queries)
    {
        var values = size - first < AttentionTiles.MaxValues ? size - first : AttentionTiles.MaxValues;
        for (var e = Group.IdxX; e < AttentionTiles.Side * values; e += Group.DimX)
        {
            var key = e / values;
            var at = e - (key * values);
            var sum = sums[(key * AttentionTiles.MaxValues) + at];
            for (var query = 0; query < AttentionTiles.Side & query < queries; query++)
                sum += tile[(query * AttentionTiles.Stride) + key] * vectors[((begin + (query * stride)) * size) + first + at];
            sums[(key * AttentionTiles.MaxValues) + at] = sum;
        }
    }

    private static void Store(ArrayView<float> to, ArrayView<float> sums, long begin, long stride, int size, int first, int keys)
    {
        var values = size - first < AttentionTiles.MaxValues ? size - first : AttentionTiles.MaxValues;
        for (var e = Group.IdxX; e < AttentionTiles.Side * values; e += Group.DimX)
        {
            var key = e / values;
            var at = e - (key * values);
            if (key < keys)
                to[((begin + (key * stride)) * size) + first + at] = sums[(key * AttentionTiles.MaxValues) + at];
        }
    }
}

/// <summary>Dot products of the rows of two matrices.</summary>
internal struct RowDots : IGpuKernel<RowDots>
{
    public ArrayView<float> A;
    public ArrayView<float> B;
    public ArrayView<float> Dots;
    public long Rows;
    public int Size;
    public int Lanes;

    public static void Run(RowDots kernel)
    {
        var shared = SharedMemory.Allocate<float>(Kernels.Lanes.MaxThreads);
        var row = RowOfThread.Row(kernel.Lanes);
        var dot = 0f;
        if (row < kernel.Rows)
        {
            for (var i = RowOfThread.Lane(kernel.Lanes); i < kernel.Size; i += kernel.Lanes)
                dot += kernel.A[(row * kernel.Size) + i] * kernel.B[(row * kernel.Size) + i];
        }
        dot = Kernels.Lanes.Sum(dot, kernel.Lanes, shared);
        if (row < kernel.Rows & RowOfThread.Lane(kernel.Lanes) == 0)
            kernel.Dots[row] = dot;
    }
}
