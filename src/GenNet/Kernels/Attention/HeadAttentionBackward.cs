using System.Numerics.Tensors;
using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>Gradients of projected queries, keys and values, a head of keys and values after another.</summary>
internal unsafe struct HeadAttentionBackward<TShape> : IParallelBody
    where TShape : struct, IHeadAttentionShape
{
    /// <summary>The forward pass.</summary>
    public HeadAttentionCall<TShape> Call;

    /// <summary>Gradient of what was attended to.</summary>
    public float* AttendedGradient;

    /// <summary>Gradient of the returned weights; null for none.</summary>
    public float* WeightsGradient;

    /// <summary>Where the gradient of the queries goes.</summary>
    public float* QueryGradient;

    /// <summary>Where that of the keys goes.</summary>
    public float* KeyGradient;

    /// <summary>Where that of the values goes.</summary>
    public float* ValueGradient;

    public readonly void Invoke(int index, int worker)
    {
        var place = Call.Place(index);
        var isFirst = true;
        for (var head = place.Head * HeadAttentionCall<TShape>.Repeats; head < (place.Head + 1) * HeadAttentionCall<TShape>.Repeats; head++)
        {
            for (var first = 0; first < Call.Queries; first += Call.Block)
            {
                Attend(place, head, first, Math.Min(Call.Block, Call.Queries - first), isFirst);
                isFirst = false;
            }
        }
    }

    private readonly void Attend(HeadPlace place, int head, int first, int count, bool isFirst)
    {
        var (keys, weight) = (Call.Keys, Call.FirstWeight(place.Group, head) + ((nint)first * Call.Keys));
        var (queryStride, keyStride) = ((nint)TShape.Inner * HeadAttentionCall<TShape>.QuerySize, (nint)TShape.Inner * HeadAttentionCall<TShape>.KeySize);
        var (valueStride, attendedStride) = ((nint)TShape.Inner * HeadAttentionCall<TShape>.ValueSize, (nint)TShape.Inner * HeadAttentionCall<TShape>.AttendedSize);
        var queryAt = (place.Query * HeadAttentionCall<TShape>.QuerySize) + (first * queryStride) + (head * TShape.KeyDim);
        var keyAt = (place.Key * HeadAttentionCall<TShape>.KeySize) + (place.Head * TShape.KeyDim);
        var valueAt = (place.Key * HeadAttentionCall<TShape>.ValueSize) + (place.Head * TShape.ValueDim);
        var attended = AttendedGradient + (place.Query * HeadAttentionCall<TShape>.AttendedSize) + (first * attendedStride) + (head * TShape.ValueDim);
        var weights = Call.Weights + weight;
        var gradients = Scratch.Take(ScratchUse.AttentionWeights, (nint)Call.Block * keys);
        Gemm.Multiply(WorkerPool.Inline, count, keys, TShape.ValueDim, new(attended, attendedStride), new(Call.Value + valueAt, valueStride, isTransposed: true), new(gradients, keys));

        var kept = weights;
        if (Call.Drops)
        {
            kept = Scratch.Take(ScratchUse.AttentionDropped, (nint)Call.Block * keys);
            Call.Dropout.Apply(weights, kept, (ulong)weight, count * keys);
            Call.Dropout.Apply(gradients, gradients, (ulong)weight, count * keys);
        }
        Gemm.Multiply(
            WorkerPool.Inline, keys, TShape.ValueDim, count, new(kept, keys, isTransposed: true), new(attended, attendedStride), new(ValueGradient + valueAt, valueStride) { Accumulate = !isFirst });

        if (WeightsGradient != null)
        {
            var sum = new Span<float>(gradients, count * keys);
            TensorPrimitives.Add(sum, new ReadOnlySpan<float>(WeightsGradient + weight, sum.Length), sum);
        }
        for (var i = 0; i < count; i++)
            place.Mask.SoftmaxBackward(weights + ((nint)i * keys), gradients + ((nint)i * keys), first + i);
        Gemm.Multiply(WorkerPool.Inline, count, TShape.KeyDim, keys, new(gradients, keys), new(Call.Key + keyAt, keyStride), new(QueryGradient + queryAt, queryStride));
        Gemm.Multiply(
            WorkerPool.Inline, keys, TShape.KeyDim, count, new(gradients, keys, isTransposed: true), new(Call.Query + queryAt, queryStride), new(KeyGradient + keyAt, keyStride) { Accumulate = !isFirst });
        for (var i = 0; i < count; i++)
        {
            var own = new Span<float>(QueryGradient + queryAt + (i * queryStride), TShape.KeyDim);
            TensorPrimitives.Multiply(own, TShape.Scale, own);
        }
    }
}
