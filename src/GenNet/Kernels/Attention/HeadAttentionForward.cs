using System.Numerics.Tensors;
using GenNet.Layers;

namespace GenNet.Kernels;

/// <summary>Weights of attention and what is attended to, a head of keys and values after another.</summary>
internal unsafe struct HeadAttentionForward<TShape>(HeadAttentionCall<TShape> call) : IParallelBody
    where TShape : struct, IHeadAttentionShape
{
    private readonly HeadAttentionCall<TShape> _call = call;

    public readonly void Invoke(int index, int worker)
    {
        var place = _call.Place(index);
        for (var head = place.Head * HeadAttentionCall<TShape>.Repeats; head < (place.Head + 1) * HeadAttentionCall<TShape>.Repeats; head++)
        {
            for (var first = 0; first < _call.Queries; first += _call.Block)
                Attend(place, head, first, Math.Min(_call.Block, _call.Queries - first));
        }
    }

    private readonly void Attend(HeadPlace place, int head, int first, int count)
    {
        var (keys, weight) = (_call.Keys, _call.FirstWeight(place.Group, head) + ((nint)first * _call.Keys));
        var (queryStride, keyStride) = ((nint)TShape.Inner * HeadAttentionCall<TShape>.QuerySize, (nint)TShape.Inner * HeadAttentionCall<TShape>.KeySize);
        var (valueStride, attendedStride) = ((nint)TShape.Inner * HeadAttentionCall<TShape>.ValueSize, (nint)TShape.Inner * HeadAttentionCall<TShape>.AttendedSize);
        var query = _call.Query + (place.Query * HeadAttentionCall<TShape>.QuerySize) + (first * queryStride) + (head * TShape.KeyDim);
        for (var i = 0; i < count; i++)
        {
            var own = new Span<float>(query + (i * queryStride), TShape.KeyDim);
            TensorPrimitives.Multiply(own, TShape.Scale, own);
        }
        var weights = _call.Weights == null ? Scratch.Take(ScratchUse.AttentionWeights, (nint)_call.Block * keys) : _call.Weights + weight;
        var key = _call.Key + (place.Key * HeadAttentionCall<TShape>.KeySize) + (place.Head * TShape.KeyDim);
        Gemm.Multiply(WorkerPool.Inline, count, keys, TShape.KeyDim, new(query, queryStride), new(key, keyStride, isTransposed: true), new(weights, keys));
        for (var i = 0; i < count; i++)
            place.Mask.Softmax(weights + ((nint)i * keys), first + i);
        if (_call.Drops)
        {
            var kept = Scratch.Take(ScratchUse.AttentionDropped, (nint)_call.Block * keys);
            _call.Dropout.Apply(weights, kept, (ulong)weight, count * keys);
            weights = kept;
        }
        var value = _call.Value + (place.Key * HeadAttentionCall<TShape>.ValueSize) + (place.Head * TShape.ValueDim);
        var attended = _call.Attended + (place.Query * HeadAttentionCall<TShape>.AttendedSize) + (first * attendedStride) + (head * TShape.ValueDim);
        Gemm.Multiply(WorkerPool.Inline, count, TShape.ValueDim, keys, new(weights, keys), new(value, valueStride), new(attended, attendedStride));
    }
}
