using System.Numerics.Tensors;
using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>A call of an attention without projections: the forward pass, a batch row after another.</summary>
internal unsafe struct ScoreAttentionCall<TShape> : IParallelBody
    where TShape : struct, IScoreAttentionShape
{
    public float* Query;
    public float* Value;
    public float* Key;
    public byte* QueryMask;
    public byte* ValueMask;
    public float* Scale;
    public float* ConcatScoreWeight;
    public float* Output;

    /// <summary>Weights, (rows, queries, keys); null where nobody keeps them.</summary>
    public float* Weights;

    public int Queries;
    public int Keys;
    public bool Drops;
    public ElementDropout Dropout;

    /// <summary>What scalar products are multiplied by.</summary>
    public readonly float Factor => Scale == null ? 1 : *Scale;

    /// <summary>How additive scores are made: <c>scale</c> is within tanh where the sum has a weight of its own, and else one number for each feature.</summary>
    public readonly AdditiveScores Additive => ConcatScoreWeight != null
        ? new(TShape.Features, Factor, null, *ConcatScoreWeight)
        : new(TShape.Features, 1, Scale, 1);

    /// <summary>Everything but the output.</summary>
    public static ScoreAttentionCall<TShape> Of(
        in Pass pass, TensorRef query, TensorRef value, TensorRef key, TensorRef queryMask, TensorRef valueMask, TensorRef scale, TensorRef concatScoreWeight, TensorRef weights) => new()
    {
        Query = query.Pointer,
        Value = value.Pointer,
        Key = key.IsNone ? value.Pointer : key.Pointer,
        QueryMask = (byte*)queryMask.Pointer,
        ValueMask = (byte*)valueMask.Pointer,
        Scale = scale.Pointer,
        ConcatScoreWeight = concatScoreWeight.Pointer,
        Weights = weights.Pointer,
        Queries = TShape.QueryHasRunTimeLength ? pass.Length : TShape.Queries,
        Keys = TShape.KeyHasRunTimeLength ? pass.Length : TShape.Keys,
        Drops = pass.Training && TShape.Dropout > 0,
        Dropout = new(TShape.Dropout, TShape.HasSeed ? (ulong)TShape.Seed : pass.Seed, RandomStreams.Layer(TShape.Stream, pass.Step)),
    };

    /// <summary>Number of weights of a batch row.</summary>
    public readonly int Count => checked(Queries * Keys);

    /// <summary>Which keys the queries of a batch row attend to.</summary>
    public readonly AttentionMask MaskOf(int row) => new()
    {
        Values = ValueMask == null ? null : ValueMask + ((nint)row * Keys),
        Stride = 1,
        Count = Keys,
        IsCausal = TShape.IsCausal,
        WithoutKeys = WithoutKeys.IgnoresMask,
    };

    /// <summary>Whether a query counts; what it attends to is 0 if it doesn't.</summary>
    public readonly bool IsCounted(int row, int query) => QueryMask == null || QueryMask[((nint)row * Queries) + query] != 0;

    public readonly void Invoke(int index, int worker)
    {
        var query = Query + ((nint)index * Queries * TShape.Features);
        var key = Key + ((nint)index * Keys * TShape.Features);
        var weights = Weights == null ? Scratch.Take(ScratchUse.AttentionWeights, Count) : Weights + ((nint)index * Count);
        if (TShape.IsAdditive)
        {
            for (var i = 0; i < Queries; i++)
            {
                for (var k = 0; k < Keys; k++)
                    weights[((nint)i * Keys) + k] = Additive.Of(query + ((nint)i * TShape.Features), key + ((nint)k * TShape.Features));
            }
        }
        else
        {
            Gemm.Multiply(WorkerPool.Inline, Queries, Keys, TShape.Features, new(query, TShape.Features), new(key, TShape.Features, isTransposed: true), new(weights, Keys));
            if (Scale != null)
                TensorPrimitives.Multiply(new ReadOnlySpan<float>(weights, Count), Factor, new Span<float>(weights, Count));
        }
        var mask = MaskOf(index);
        for (var i = 0; i < Queries; i++)
            mask.Softmax(weights + ((nint)i * Keys), i);
        if (Drops)
        {
            var kept = Scratch.Take(ScratchUse.AttentionDropped, Count);
            Dropout.Apply(weights, kept, (ulong)index * (ulong)Count, Count);
            weights = kept;
        }
        var output = Output + ((nint)index * Queries * TShape.ValueFeatures);
        Gemm.Multiply(
            WorkerPool.Inline, Queries, TShape.ValueFeatures, Keys, new(weights, Keys), new(Value + ((nint)index * Keys * TShape.ValueFeatures), TShape.ValueFeatures), new(output, TShape.ValueFeatures));
        for (var i = 0; i < Queries; i++)
        {
            if (!IsCounted(index, i))
                new Span<float>(output + ((nint)i * TShape.ValueFeatures), TShape.ValueFeatures).Clear();
        }
    }
}
