using System.Numerics.Tensors;
using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>Gradients of an attention without projections, a batch row after another; those of its variables as sums of each row.</summary>
internal unsafe struct ScoreAttentionBackward<TShape> : IParallelBody
    where TShape : struct, IScoreAttentionShape
{
    /// <summary>Sums of a row: a number for each feature for scores' weights, and for what stands within tanh or before a scalar product.</summary>
    public const int SumsOfFeature = 2;

    public ScoreAttentionCall<TShape> Call;

    /// <summary>May be destroyed; null for none.</summary>
    public float* OutputGradient;

    /// <summary>Gradient of the returned weights; null for none.</summary>
    public float* WeightsGradient;

    public float* QueryGradient;
    public float* ValueGradient;
    public float* KeyGradient;

    /// <summary>Memory of a row for gradients that nobody asked for.</summary>
    public float* Unasked;

    /// <summary>Sums of each row.</summary>
    public float* RowSums;

    public static int SumsOfRow => SumsOfFeature * TShape.Features;

    public readonly int UnaskedOfRow => checked((Call.Queries + Call.Keys) * TShape.Features);

    public readonly void Invoke(int index, int worker)
    {
        var (queries, keys) = (Call.Queries, Call.Keys);
        var query = Call.Query + ((nint)index * queries * TShape.Features);
        var key = Call.Key + ((nint)index * keys * TShape.Features);
        var value = Call.Value + ((nint)index * keys * TShape.ValueFeatures);
        var weights = Call.Weights + ((nint)index * Call.Count);
        var gradients = Scratch.Take(ScratchUse.AttentionWeights, Call.Count);
        AttendBack(index, value, weights, gradients);
        var mask = Call.MaskOf(index);
        for (var i = 0; i < queries; i++)
            mask.SoftmaxBackward(weights + ((nint)i * keys), gradients + ((nint)i * keys), i);
        var queryGradient = QueryGradient == null ? Unasked + ((nint)index * UnaskedOfRow) : QueryGradient + ((nint)index * queries * TShape.Features);
        var keyGradient = KeyGradient == null ? Unasked + ((nint)index * UnaskedOfRow) + ((nint)queries * TShape.Features) : KeyGradient + ((nint)index * keys * TShape.Features);
        var sums = RowSums + ((nint)index * SumsOfRow);
        new Span<float>(sums, SumsOfRow).Clear();
        if (TShape.IsAdditive)
            Additive(query, key, gradients, queryGradient, keyGradient, sums);
        else
            Dot(query, key, gradients, queryGradient, keyGradient, sums);
    }

    // Gradients of values and of weights.
    private readonly void AttendBack(int index, float* value, float* weights, float* gradients)
    {
        var (queries, keys) = (Call.Queries, Call.Keys);
        var valueGradient = ValueGradient == null ? null : ValueGradient + ((nint)index * keys * TShape.ValueFeatures);
        if (OutputGradient == null)
        {
            new Span<float>(gradients, Call.Count).Clear();
            if (valueGradient != null)
                new Span<float>(valueGradient, keys * TShape.ValueFeatures).Clear();
        }
        else
        {
            var output = OutputGradient + ((nint)index * queries * TShape.ValueFeatures);
            for (var i = 0; i < queries; i++)
            {
                if (!Call.IsCounted(index, i))
                    new Span<float>(output + ((nint)i * TShape.ValueFeatures), TShape.ValueFeatures).Clear();
            }
            Gemm.Multiply(
                WorkerPool.Inline, queries, keys, TShape.ValueFeatures, new(output, TShape.ValueFeatures), new(value, TShape.ValueFeatures, isTransposed: true), new(gradients, keys));
            var kept = weights;
            if (Call.Drops)
            {
                kept = Scratch.Take(ScratchUse.AttentionDropped, Call.Count);
                Call.Dropout.Apply(weights, kept, (ulong)index * (ulong)Call.Count, Call.Count);
                Call.Dropout.Apply(gradients, gradients, (ulong)index * (ulong)Call.Count, Call.Count);
            }
            if (valueGradient != null)
            {
                Gemm.Multiply(
                    WorkerPool.Inline, keys, TShape.ValueFeatures, queries, new(kept, keys, isTransposed: true), new(output, TShape.ValueFeatures), new(valueGradient, TShape.ValueFeatures));
            }
        }
        if (WeightsGradient != null)
        {
            var sum = new Span<float>(gradients, Call.Count);
            TensorPrimitives.Add(sum, new ReadOnlySpan<float>(WeightsGradient + ((nint)index * Call.Count), Call.Count), sum);
        }
    }

    private readonly void Dot(float* query, float* key, float* gradients, float* queryGradient, float* keyGradient, float* sums)
    {
        var (queries, keys) = (Call.Queries, Call.Keys);
        Gemm.Multiply(WorkerPool.Inline, queries, TShape.Features, keys, new(gradients, keys), new(key, TShape.Features), new(queryGradient, TShape.Features));
        if (Call.Scale != null)
        {
            for (var i = 0; i < queries; i++)
                Products.Add(query + ((nint)i * TShape.Features), queryGradient + ((nint)i * TShape.Features), sums + TShape.Features, TShape.Features);
            Multiply(queryGradient, queries * TShape.Features);
        }
        Gemm.Multiply(WorkerPool.Inline, keys, TShape.Features, queries, new(gradients, keys, isTransposed: true), new(query, TShape.Features), new(keyGradient, TShape.Features));
        if (Call.Scale != null)
            Multiply(keyGradient, keys * TShape.Features);
    }

    private readonly void Multiply(float* values, int count) =>
        TensorPrimitives.Multiply(new ReadOnlySpan<float>(values, count), Call.Factor, new Span<float>(values, count));

    private readonly void Additive(float* query, float* key, float* gradients, float* queryGradient, float* keyGradient, float* sums)
    {
        var scores = Call.Additive;
        new Span<float>(queryGradient, Call.Queries * TShape.Features).Clear();
        new Span<float>(keyGradient, Call.Keys * TShape.Features).Clear();
        for (var i = 0; i < Call.Queries; i++)
        {
            for (var k = 0; k < Call.Keys; k++)
            {
                scores.Backward(
                    query + ((nint)i * TShape.Features), key + ((nint)k * TShape.Features), gradients[((nint)i * Call.Keys) + k],
                    queryGradient + ((nint)i * TShape.Features), keyGradient + ((nint)k * TShape.Features), sums, sums + TShape.Features);
            }
        }
    }
}
