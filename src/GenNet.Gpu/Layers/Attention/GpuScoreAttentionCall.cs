using GenNet.Gpu.Kernels;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>A call of an attention without projections on a GPU.</summary>
internal readonly struct GpuScoreAttentionCall<TShape>
    where TShape : struct, IScoreAttentionShape
{
    // Products of one launch: a grid has so many groups along its last axis at most.
    private const int MostRows = 8192;

    /// <summary>A call.</summary>
    public GpuScoreAttentionCall(in GpuPass pass) =>
        (Rows, Queries, Keys) = (pass.Rows, TShape.QueryHasRunTimeLength ? pass.Length : TShape.Queries, TShape.KeyHasRunTimeLength ? pass.Length : TShape.Keys);

    /// <summary>Batch rows.</summary>
    public int Rows { get; }

    /// <summary>Queries of a row.</summary>
    public int Queries { get; }

    /// <summary>Keys of a row.</summary>
    public int Keys { get; }

    /// <summary>Weights of a row.</summary>
    public int WeightsOfRow => checked(Queries * Keys);

    /// <summary>Weights of all rows.</summary>
    public long Weights => (long)Rows * WeightsOfRow;

    /// <summary>What scores are made of where they are sums of tanh.</summary>
    public AdditiveOperands Additive(GpuTensorRef query, GpuTensorRef key, GpuTensorRef scale, GpuTensorRef weight) => new()
    {
        Query = query.Rest,
        Key = key.Rest,
        Scale = scale.Or(query).Rest,
        Weight = weight.Or(query).Rest,
        HasScale = scale.IsNone ? 0 : 1,
        HasWeight = weight.IsNone ? 0 : 1,
        Queries = Queries,
        Keys = Keys,
        Features = TShape.Features,
    };

    /// <summary>Scores to weights, in place.</summary>
    public void Weigh(in GpuPass pass, GpuTensorRef scores, GpuTensorRef valueMask, GpuTensorRef scale)
    {
        var (count, lanes) = ((long)Rows * Queries, RowLanes.For(pass, Keys));
        lanes.Launch(pass, count, new WeighedScores
        {
            Scores = scores.Rest,
            Mask = valueMask.Or(scores).Rest.Cast<byte>(),
            Scale = scale.Or(scores).Rest,
            HasMask = valueMask.IsNone ? 0 : 1,
            HasScale = scale.IsNone ? 0 : 1,
            IsCausal = TShape.IsCausal ? 1 : 0,
            Queries = Queries,
            Keys = Keys,
            Lanes = lanes.Count,
            Count = count,
        });
    }

    /// <summary>Weights, or their gradients, as dropout leaves them; both may be the same memory.</summary>
    public void Drop(in GpuPass pass, GpuTensorRef from, GpuTensorRef to) => pass.LaunchForEach(Weights, new DropoutMasked
    {
        From = from.Rest,
        To = to.Rest,
        Mask = AxisMap.Of([WeightsOfRow], [1]),
        Count = Weights,
        RowSize = WeightsOfRow,
        BatchMaskStride = WeightsOfRow,
        Key = TShape.HasSeed ? (ulong)TShape.Seed : pass.Seed,
        Stream = RandomStreams.Layer(TShape.Stream, pass.Step),
        Threshold = (uint)Math.Min(TShape.Dropout * 4294967296.0, uint.MaxValue),
        Scale = TShape.Dropout < 1 ? 1 / (1 - TShape.Dropout) : 0,
    });

    /// <summary>Sets vectors of queries that don't count to 0.</summary>
    public void Clear(in GpuPass pass, GpuTensorRef vectors, GpuTensorRef queryMask)
    {
        var count = (long)Rows * Queries * TShape.ValueFeatures;
        if (!queryMask.IsNone)
            pass.LaunchForEach(count, new CountedQueries { Vectors = vectors.Rest, Mask = queryMask.Rest.Cast<byte>(), Size = TShape.ValueFeatures, Count = count });
    }

    /// <summary>Weights times vectors of keys: (rows, queries, size).</summary>
    public void MultiplyKeys(in GpuPass pass, GpuTensorRef weights, GpuTensorRef vectors, int size, GpuTensorRef result) =>
        Multiply(pass, Queries, size, Keys, weights, Keys, isFirstTransposed: false, vectors, size, isSecondTransposed: false, result, size);

    /// <summary>Transposed weights times vectors of queries: (rows, keys, size).</summary>
    public void MultiplyQueries(in GpuPass pass, GpuTensorRef weights, GpuTensorRef vectors, int size, GpuTensorRef result) =>
        Multiply(pass, Keys, size, Queries, weights, Keys, isFirstTransposed: true, vectors, size, isSecondTransposed: false, result, size);

    /// <summary>Scalar products of vectors of queries and of keys: (rows, queries, keys).</summary>
    public void MultiplyPairs(in GpuPass pass, GpuTensorRef ofQueries, GpuTensorRef ofKeys, int size, GpuTensorRef result) =>
        Multiply(pass, Queries, Keys, size, ofQueries, size, isFirstTransposed: false, ofKeys, size, isSecondTransposed: true, result, Keys);

    private void Multiply(
        in GpuPass pass, int rows, int columns, int depth, GpuTensorRef first, int firstStride, bool isFirstTransposed, GpuTensorRef second, int secondStride, bool isSecondTransposed,
        GpuTensorRef result, int resultStride)
    {
        var (ofFirst, ofSecond, ofResult) = ((long)rows * depth, (long)depth * columns, (long)rows * columns);
        for (var row = 0; row < Rows; row += MostRows)
        {
            GpuGemm.MultiplyBatch(
                pass, new(rows, columns, depth, Math.Min(MostRows, Rows - row)), new(first.Skip(row * ofFirst), firstStride, isFirstTransposed, ofFirst),
                new(second.Skip(row * ofSecond), secondStride, isSecondTransposed, ofSecond), new(result.Skip(row * ofResult), resultStride) { BatchStride = ofResult });
        }
    }
}
