using System.Numerics.Tensors;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Attention with several heads on the CPU: projections over all positions at once, and between them a head of keys and values after another.</summary>
public static unsafe class HeadAttentionKernel<TShape>
    where TShape : struct, IHeadAttentionShape
{
    private const int ParallelPiece = 16 * 1024;

    /// <summary>Inference.</summary>
    public static void Forward(
        in Pass pass, TensorRef query, TensorRef value, TensorRef queryKernel, TensorRef keyKernel, TensorRef valueKernel, TensorRef attentionOutputKernel, TensorRef output,
        TensorRef key = default, TensorRef queryMask = default, TensorRef valueMask = default, TensorRef keyMask = default, TensorRef attentionMask = default,
        TensorRef queryBias = default, TensorRef keyBias = default, TensorRef gateKernel = default, TensorRef gateBias = default, TensorRef valueBias = default,
        TensorRef attentionOutputBias = default, TensorRef attentionScores = default) => ForwardTraining(
        pass, query, value, queryKernel, keyKernel, valueKernel, attentionOutputKernel, output, key, queryMask, valueMask, keyMask, attentionMask,
        queryBias, keyBias, gateKernel, gateBias, valueBias, attentionOutputBias, attentionScores);

    /// <summary>Keeps projections, weights and what was attended to.</summary>
    public static void ForwardTraining(
        in Pass pass, TensorRef query, TensorRef value, TensorRef queryKernel, TensorRef keyKernel, TensorRef valueKernel, TensorRef attentionOutputKernel, TensorRef output,
        TensorRef key = default, TensorRef queryMask = default, TensorRef valueMask = default, TensorRef keyMask = default, TensorRef attentionMask = default,
        TensorRef queryBias = default, TensorRef keyBias = default, TensorRef gateKernel = default, TensorRef gateBias = default, TensorRef valueBias = default,
        TensorRef attentionOutputBias = default, TensorRef attentionScores = default, TensorRef saved = default)
    {
        var call = HeadAttentionCall<TShape>.Of(pass, saved, !gateKernel.IsNone, attentionScores, new(queryMask, valueMask, keyMask, attentionMask));
        ProjectionOfQuery(call).Forward(pass, query.Pointer, queryKernel, queryBias, call.Query);
        ProjectionOfKey(call).Forward(pass, key.IsNone ? value.Pointer : key.Pointer, keyKernel, keyBias, call.Key);
        ProjectionOfValue(call).Forward(pass, value.Pointer, valueKernel, valueBias, call.Value);
        var heads = new HeadAttentionForward<TShape>(call);
        pass.Workers.For(call.Pieces, ref heads);
        var attended = call.Attended;
        if (!gateKernel.IsNone)
        {
            ProjectionOfGate(call).Forward(pass, query.Pointer, gateKernel, gateBias, call.Gate);
            Activations.Forward(pass, Activation.Sigmoid, call.Gate, call.Gate, CountOfAttended(call), 1);
            Multiply(pass, call.Attended, call.Gate, call.Gated, CountOfAttended(call));
            attended = call.Gated;
        }
        ProjectionOfOutput(call).Forward(pass, attended, attentionOutputKernel, attentionOutputBias, output.Pointer);
    }

    /// <summary>Gradients of inputs and variables.</summary>
    public static void Backward(
        in Pass pass, TensorRef query, TensorRef value, TensorRef queryKernel, TensorRef keyKernel, TensorRef valueKernel, TensorRef attentionOutputKernel, TensorRef output, TensorRef saved,
        TensorRef outputGradient, TensorRef queryGradient, TensorRef valueGradient,
        TensorRef queryKernelGradient, TensorRef keyKernelGradient, TensorRef valueKernelGradient, TensorRef attentionOutputKernelGradient,
        TensorRef key = default, TensorRef queryMask = default, TensorRef valueMask = default, TensorRef keyMask = default, TensorRef attentionMask = default,
        TensorRef queryBias = default, TensorRef keyBias = default, TensorRef gateKernel = default, TensorRef gateBias = default, TensorRef valueBias = default,
        TensorRef attentionOutputBias = default, TensorRef attentionScores = default, TensorRef attentionScoresGradient = default, TensorRef keyGradient = default,
        TensorRef queryBiasGradient = default, TensorRef keyBiasGradient = default, TensorRef gateKernelGradient = default, TensorRef gateBiasGradient = default,
        TensorRef valueBiasGradient = default, TensorRef attentionOutputBiasGradient = default)
    {
        var call = HeadAttentionCall<TShape>.Of(pass, saved, !gateKernel.IsNone, attentionScores, new(queryMask, valueMask, keyMask, attentionMask));
        var (attended, queries) = (CountOfAttended(call), (nint)call.QueryPositions * HeadAttentionCall<TShape>.QuerySize);
        var (keys, values) = ((nint)call.KeyPositions * HeadAttentionCall<TShape>.KeySize, (nint)call.KeyPositions * HeadAttentionCall<TShape>.ValueSize);
        var memory = Scratch.Take(ScratchUse.AttentionGradients, (2 * attended) + queries + keys + values);
        var heads = new HeadAttentionBackward<TShape>
        {
            Call = call,
            AttendedGradient = memory,
            WeightsGradient = attentionScoresGradient.Pointer,
            QueryGradient = memory + (2 * attended),
            KeyGradient = memory + (2 * attended) + queries,
            ValueGradient = memory + (2 * attended) + queries + keys,
        };
        if (outputGradient.IsNone)
        {
            new Span<float>(memory, checked((int)(2 * attended))).Clear();
        }
        else
        {
            var input = call.Attended;
            if (!gateKernel.IsNone)
            {
                Multiply(pass, call.Attended, call.Gate, call.Gated, attended);
                input = call.Gated;
            }
            ProjectionOfOutput(call).BackwardVariables(pass, input, outputGradient.Pointer, attentionOutputKernelGradient, attentionOutputBiasGradient);
            ProjectionOfOutput(call).BackwardInput(pass, attentionOutputKernel, outputGradient.Pointer, memory);
            if (!gateKernel.IsNone)
            {
                Multiply(pass, memory, call.Attended, memory + attended, attended);
                Activations.Backward(pass, Activation.Sigmoid, null, call.Gate, memory + attended, memory + attended, attended, 1);
                Multiply(pass, memory, call.Gate, memory, attended);
            }
        }
        pass.Workers.For(call.Pieces, ref heads);

        ProjectionOfQuery(call).BackwardVariables(pass, query.Pointer, heads.QueryGradient, queryKernelGradient, queryBiasGradient);
        ProjectionOfKey(call).BackwardVariables(pass, key.IsNone ? value.Pointer : key.Pointer, heads.KeyGradient, keyKernelGradient, keyBiasGradient);
        ProjectionOfValue(call).BackwardVariables(pass, value.Pointer, heads.ValueGradient, valueKernelGradient, valueBiasGradient);
        if (!queryGradient.IsNone)
            ProjectionOfQuery(call).BackwardInput(pass, queryKernel, heads.QueryGradient, queryGradient.Pointer);
        if (!gateKernel.IsNone)
        {
            ProjectionOfGate(call).BackwardVariables(pass, query.Pointer, memory + attended, gateKernelGradient, gateBiasGradient);
            if (!queryGradient.IsNone)
                ProjectionOfGate(call).BackwardInput(pass, gateKernel, memory + attended, queryGradient.Pointer, accumulate: true);
        }
        if (!valueGradient.IsNone)
            ProjectionOfValue(call).BackwardInput(pass, valueKernel, heads.ValueGradient, valueGradient.Pointer);
        var keyInputGradient = key.IsNone ? valueGradient : keyGradient;
        if (!keyInputGradient.IsNone)
            ProjectionOfKey(call).BackwardInput(pass, keyKernel, heads.KeyGradient, keyInputGradient.Pointer, accumulate: key.IsNone);
    }

    private static nint CountOfAttended(in HeadAttentionCall<TShape> call) => (nint)call.QueryPositions * HeadAttentionCall<TShape>.AttendedSize;

    private static Projection ProjectionOfQuery(in HeadAttentionCall<TShape> call) => new(call.QueryPositions, TShape.QueryFeatures, HeadAttentionCall<TShape>.QuerySize);

    private static Projection ProjectionOfGate(in HeadAttentionCall<TShape> call) => new(call.QueryPositions, TShape.QueryFeatures, HeadAttentionCall<TShape>.AttendedSize);

    private static Projection ProjectionOfKey(in HeadAttentionCall<TShape> call) => new(call.KeyPositions, TShape.KeyFeatures, HeadAttentionCall<TShape>.KeySize);

    private static Projection ProjectionOfValue(in HeadAttentionCall<TShape> call) => new(call.KeyPositions, TShape.ValueFeatures, HeadAttentionCall<TShape>.ValueSize);

    private static Projection ProjectionOfOutput(in HeadAttentionCall<TShape> call) => new(call.QueryPositions, HeadAttentionCall<TShape>.AttendedSize, TShape.OutputFeatures);

    private static void Multiply(in Pass pass, float* a, float* b, float* product, nint count)
    {
        var pieces = new Pieces { A = a, B = b, Product = product, Split = new(count, 1, ParallelPiece) };
        pieces.Split.Run(pass.Workers, ref pieces);
    }

    private struct Pieces : IParallelBody
    {
        public float* A;
        public float* B;
        public float* Product;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            TensorPrimitives.Multiply(new ReadOnlySpan<float>(A + start, (int)count), new ReadOnlySpan<float>(B + start, (int)count), new Span<float>(Product + start, (int)count));
        }
    }
}
