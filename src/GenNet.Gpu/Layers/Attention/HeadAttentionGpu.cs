using GenNet.Gpu.Kernels;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Attention with several heads on GPUs: projections over all positions at once, and between them an attention that never stores its scores.</summary>
public static class HeadAttentionGpu<TShape>
    where TShape : struct, IHeadAttentionShape
{
    /// <summary>Inference.</summary>
    public static void Forward(
        in GpuPass pass, GpuTensorRef query, GpuTensorRef value, GpuTensorRef queryKernel, GpuTensorRef keyKernel, GpuTensorRef valueKernel, GpuTensorRef attentionOutputKernel,
        GpuTensorRef output, GpuTensorRef key = default, GpuTensorRef queryMask = default, GpuTensorRef valueMask = default, GpuTensorRef keyMask = default,
        GpuTensorRef attentionMask = default, GpuTensorRef queryBias = default, GpuTensorRef keyBias = default, GpuTensorRef gateKernel = default, GpuTensorRef gateBias = default,
        GpuTensorRef valueBias = default, GpuTensorRef attentionOutputBias = default, GpuTensorRef attentionScores = default) => ForwardTraining(
        pass, query, value, queryKernel, keyKernel, valueKernel, attentionOutputKernel, output, key, queryMask, valueMask, keyMask, attentionMask,
        queryBias, keyBias, gateKernel, gateBias, valueBias, attentionOutputBias, attentionScores);

    /// <summary>Keeps projections, what was attended to, and of each query a number.</summary>
    public static void ForwardTraining(
        in GpuPass pass, GpuTensorRef query, GpuTensorRef value, GpuTensorRef queryKernel, GpuTensorRef keyKernel, GpuTensorRef valueKernel, GpuTensorRef attentionOutputKernel,
        GpuTensorRef output, GpuTensorRef key = default, GpuTensorRef queryMask = default, GpuTensorRef valueMask = default, GpuTensorRef keyMask = default,
        GpuTensorRef attentionMask = default, GpuTensorRef queryBias = default, GpuTensorRef keyBias = default, GpuTensorRef gateKernel = default, GpuTensorRef gateBias = default,
        GpuTensorRef valueBias = default, GpuTensorRef attentionOutputBias = default, GpuTensorRef attentionScores = default, GpuTensorRef saved = default)
    {
        var call = new GpuHeadAttentionCall<TShape>(pass, saved, !gateKernel.IsNone, !attentionScores.IsNone);
        var shape = call.Shape(pass, queryMask, valueMask, keyMask, attentionMask);
        call.OfQuery.Forward(pass, query, queryKernel, queryBias, call.Query);
        call.OfKey.Forward(pass, key.Or(value), keyKernel, keyBias, call.Key);
        call.OfValue.Forward(pass, value, valueKernel, valueBias, call.Value);
        GpuAttention.Forward(pass, call.Groups, shape, call.Query, call.Key, call.Value, call.Attended, call.LogSums);
        if (!attentionScores.IsNone)
            GpuAttention.Weights(pass, call.Groups, shape, call.Query, call.Key, call.LogSums, attentionScores);
        if (!gateKernel.IsNone)
        {
            call.OfGate.Forward(pass, query, gateKernel, gateBias, call.Gate);
            GpuActivations.Forward(pass, Activation.Sigmoid, call.Gate, call.Gate, call.Attendeds, 1);
            Multiply(pass, call.Attended, call.Gate, call.Gated, call.Attendeds);
        }
        call.OfOutput.Forward(pass, call.Gated, attentionOutputKernel, attentionOutputBias, output);
    }

    /// <summary>Gradients of inputs and variables.</summary>
    public static void Backward(
        in GpuPass pass, GpuTensorRef query, GpuTensorRef value, GpuTensorRef queryKernel, GpuTensorRef keyKernel, GpuTensorRef valueKernel, GpuTensorRef attentionOutputKernel,
        GpuTensorRef output, GpuTensorRef saved, GpuTensorRef outputGradient, GpuTensorRef queryGradient, GpuTensorRef valueGradient,
        GpuTensorRef queryKernelGradient, GpuTensorRef keyKernelGradient, GpuTensorRef valueKernelGradient, GpuTensorRef attentionOutputKernelGradient,
        GpuTensorRef key = default, GpuTensorRef queryMask = default, GpuTensorRef valueMask = default, GpuTensorRef keyMask = default, GpuTensorRef attentionMask = default,
        GpuTensorRef queryBias = default, GpuTensorRef keyBias = default, GpuTensorRef gateKernel = default, GpuTensorRef gateBias = default, GpuTensorRef valueBias = default,
        GpuTensorRef attentionOutputBias = default, GpuTensorRef attentionScores = default, GpuTensorRef attentionScoresGradient = default, GpuTensorRef keyGradient = default,
        GpuTensorRef queryBiasGradient = default, GpuTensorRef keyBiasGradient = default, GpuTensorRef gateKernelGradient = default, GpuTensorRef gateBiasGradient = default,
        GpuTensorRef valueBiasGradient = default, GpuTensorRef attentionOutputBiasGradient = default)
    {
        var call = new GpuHeadAttentionCall<TShape>(pass, saved, !gateKernel.IsNone, !attentionScores.IsNone);
        var shape = call.Shape(pass, queryMask, valueMask, keyMask, attentionMask);
        var (queries, keys) = ((long)call.QueryPositions * GpuHeadAttentionCall<TShape>.QuerySize, (long)call.KeyPositions * GpuHeadAttentionCall<TShape>.KeySize);
        var values = (long)call.KeyPositions * GpuHeadAttentionCall<TShape>.ValueSize;
        var memory = pass.Scratch(ScratchUse.AttentionGradients, (2 * call.Attendeds) + queries + keys + values);
        var (ofAttended, ofGate, ofQuery) = (memory, memory.Skip(call.Attendeds), memory.Skip(2 * call.Attendeds));
        var (ofKey, ofValue) = (ofQuery.Skip(queries), ofQuery.Skip(queries + keys));
        // What was returned has taken the place of what a query's weights are made anew by.
        if (!attentionScores.IsNone)
            GpuAttention.Forward(pass, call.Groups, shape, call.Query, call.Key, call.Value, call.Attended, call.LogSums);
        if (outputGradient.IsNone)
            GpuValues.Fill(pass, memory, 0, 2 * call.Attendeds);
        else
        {
            if (!gateKernel.IsNone)
                Multiply(pass, call.Attended, call.Gate, call.Gated, call.Attendeds);
            call.OfOutput.BackwardVariables(pass, call.Gated, outputGradient, attentionOutputKernelGradient, attentionOutputBiasGradient);
            call.OfOutput.BackwardInput(pass, attentionOutputKernel, outputGradient, ofAttended);
            if (!gateKernel.IsNone)
            {
                Multiply(pass, ofAttended, call.Attended, ofGate, call.Attendeds);
                GpuActivations.Backward(pass, Activation.Sigmoid, default, call.Gate, ofGate, ofGate, call.Attendeds, 1);
                Multiply(pass, ofAttended, call.Gate, ofAttended, call.Attendeds);
            }
        }
        GpuAttention.Backward(
            pass, call.Groups, shape, call.Query, call.Key, call.Value, call.Attended, call.LogSums, ofAttended, ofQuery, ofKey, ofValue, attentionScoresGradient);

        call.OfQuery.BackwardVariables(pass, query, ofQuery, queryKernelGradient, queryBiasGradient);
        call.OfKey.BackwardVariables(pass, key.Or(value), ofKey, keyKernelGradient, keyBiasGradient);
        call.OfValue.BackwardVariables(pass, value, ofValue, valueKernelGradient, valueBiasGradient);
        if (!queryGradient.IsNone)
            call.OfQuery.BackwardInput(pass, queryKernel, ofQuery, queryGradient);
        if (!gateKernel.IsNone)
        {
            call.OfGate.BackwardVariables(pass, query, ofGate, gateKernelGradient, gateBiasGradient);
            if (!queryGradient.IsNone)
                call.OfGate.BackwardInput(pass, gateKernel, ofGate, queryGradient, accumulate: true);
        }
        if (!valueGradient.IsNone)
            call.OfValue.BackwardInput(pass, valueKernel, ofValue, valueGradient);
        var keyInputGradient = key.IsNone ? valueGradient : keyGradient;
        if (!keyInputGradient.IsNone)
            call.OfKey.BackwardInput(pass, keyKernel, ofKey, keyInputGradient, accumulate: key.IsNone);
    }

    private static void Multiply(in GpuPass pass, GpuTensorRef a, GpuTensorRef b, GpuTensorRef product, long count)
    {
        var size = checked((int)count);
        var map = AxisMap.Of([size], [1]);
        pass.LaunchForEach(count, new PairCombined<ProductOfPair>
        {
            A = new() { Values = a.Rest, RowSize = size, Map = map }, B = new() { Values = b.Rest, RowSize = size, Map = map }, Output = product.Rest, Count = count, RowSize = size, Factor = 1,
        });
    }
}
