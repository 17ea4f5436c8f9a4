using System.Numerics.Tensors;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Attention without projections on the CPU: scores, their softmax, and its product with the values, a batch row a piece of work.</summary>
public static unsafe class ScoreAttentionKernel<TShape>
    where TShape : struct, IScoreAttentionShape
{
    /// <summary>Inference.</summary>
    public static void Forward(
        in Pass pass, TensorRef query, TensorRef value, TensorRef output, TensorRef key = default, TensorRef queryMask = default, TensorRef valueMask = default,
        TensorRef scale = default, TensorRef concatScoreWeight = default, TensorRef attentionScores = default) =>
        ForwardTraining(pass, query, value, output, key, queryMask, valueMask, scale, concatScoreWeight, attentionScores);

    /// <summary>Keeps the weights.</summary>
    public static void ForwardTraining(
        in Pass pass, TensorRef query, TensorRef value, TensorRef output, TensorRef key = default, TensorRef queryMask = default, TensorRef valueMask = default,
        TensorRef scale = default, TensorRef concatScoreWeight = default, TensorRef attentionScores = default, TensorRef saved = default)
    {
        var call = ScoreAttentionCall<TShape>.Of(pass, query, value, key, queryMask, valueMask, scale, concatScoreWeight, attentionScores.IsNone ? saved : attentionScores);
        call.Output = output.Pointer;
        pass.Workers.For(pass.Rows, ref call);
    }

    /// <summary>Gradients of inputs and variables.</summary>
    public static void Backward(
        in Pass pass, TensorRef query, TensorRef value, TensorRef output, TensorRef outputGradient, TensorRef queryGradient, TensorRef valueGradient,
        TensorRef key = default, TensorRef queryMask = default, TensorRef valueMask = default, TensorRef scale = default, TensorRef concatScoreWeight = default,
        TensorRef attentionScores = default, TensorRef saved = default, TensorRef attentionScoresGradient = default, TensorRef keyGradient = default,
        TensorRef scaleGradient = default, TensorRef concatScoreWeightGradient = default)
    {
        var call = ScoreAttentionCall<TShape>.Of(pass, query, value, key, queryMask, valueMask, scale, concatScoreWeight, attentionScores.IsNone ? saved : attentionScores);
        var body = new ScoreAttentionBackward<TShape>
        {
            Call = call,
            OutputGradient = outputGradient.Pointer,
            WeightsGradient = attentionScoresGradient.Pointer,
            QueryGradient = queryGradient.Pointer,
            ValueGradient = valueGradient.Pointer,
            KeyGradient = keyGradient.Pointer,
            RowSums = Scratch.Take(ScratchUse.RowGradients, (nint)pass.Rows * ScoreAttentionBackward<TShape>.SumsOfRow),
        };
        body.Unasked = Scratch.Take(ScratchUse.AttentionGradients, (nint)pass.Rows * body.UnaskedOfRow);
        pass.Workers.For(pass.Rows, ref body);
        // Where the value is the key, both gradients are its.
        if (key.IsNone && !valueGradient.IsNone)
        {
            for (var row = 0; row < pass.Rows; row++)
                AddKey(body.Unasked + ((nint)row * body.UnaskedOfRow) + ((nint)call.Queries * TShape.Features), valueGradient.Pointer + ((nint)row * call.Keys * TShape.Features), call.Keys * TShape.Features);
        }
        AddSums(pass.Rows, body.RowSums, scaleGradient, concatScoreWeightGradient);
    }

    private static void AddKey(float* keyGradient, float* valueGradient, int count)
    {
        var sum = new Span<float>(valueGradient, count);
        TensorPrimitives.Add(sum, new ReadOnlySpan<float>(keyGradient, count), sum);
    }

    private static void AddSums(int rows, float* sums, TensorRef scaleGradient, TensorRef concatScoreWeightGradient)
    {
        var isOfEach = TShape.IsAdditive && concatScoreWeightGradient.IsNone;
        for (var row = 0; row < rows; row++)
        {
            var weights = sums + ((nint)row * ScoreAttentionBackward<TShape>.SumsOfRow);
            var factors = weights + TShape.Features;
            if (!concatScoreWeightGradient.IsNone)
                *concatScoreWeightGradient.Pointer += Sums.Sum(weights, TShape.Features);
            if (!scaleGradient.IsNone && isOfEach)
                AddKey(weights, scaleGradient.Pointer, TShape.Features);
            else if (!scaleGradient.IsNone)
                *scaleGradient.Pointer += Sums.Sum(factors, TShape.Features);
        }
    }
}
