using GenNet.Gpu.Kernels;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Attention without projections on GPUs: scores, their softmax, and its product with the values.</summary>
public static class ScoreAttentionGpu<TShape>
    where TShape : struct, IScoreAttentionShape
{
    /// <summary>Inference.</summary>
    public static void Forward(
        in GpuPass pass, GpuTensorRef query, GpuTensorRef value, GpuTensorRef output, GpuTensorRef key = default, GpuTensorRef queryMask = default, GpuTensorRef valueMask = default,
        GpuTensorRef scale = default, GpuTensorRef concatScoreWeight = default, GpuTensorRef attentionScores = default) =>
        ForwardTraining(pass, query, value, output, key, queryMask, valueMask, scale, concatScoreWeight, attentionScores);

    /// <summary>Keeps the weights.</summary>
    public static void ForwardTraining(
        in GpuPass pass, GpuTensorRef query, GpuTensorRef value, GpuTensorRef output, GpuTensorRef key = default, GpuTensorRef queryMask = default, GpuTensorRef valueMask = default,
        GpuTensorRef scale = default, GpuTensorRef concatScoreWeight = default, GpuTensorRef attentionScores = default, GpuTensorRef saved = default)
    {
        var call = new GpuScoreAttentionCall<TShape>(pass);
        var weights = attentionScores.Or(saved);
        if (weights.IsNone)
            weights = pass.Scratch(ScratchUse.AttentionWeights, call.Weights);
        if (TShape.IsAdditive)
            pass.LaunchForEach(call.Weights, new GenNet.Gpu.Kernels.AdditiveScores { Of = call.Additive(query, key.Or(value), scale, concatScoreWeight), Scores = weights.Rest, Count = call.Weights });
        else
            call.MultiplyPairs(pass, query, key.Or(value), TShape.Features, weights);
        call.Weigh(pass, weights, valueMask, TShape.IsAdditive ? default : scale);
        call.MultiplyKeys(pass, Kept(pass, call, weights), value, TShape.ValueFeatures, output);
        call.Clear(pass, output, queryMask);
    }

    /// <summary>Gradients of inputs and variables.</summary>
    public static void Backward(
        in GpuPass pass, GpuTensorRef query, GpuTensorRef value, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef queryGradient, GpuTensorRef valueGradient,
        GpuTensorRef key = default, GpuTensorRef queryMask = default, GpuTensorRef valueMask = default, GpuTensorRef scale = default, GpuTensorRef concatScoreWeight = default,
        GpuTensorRef attentionScores = default, GpuTensorRef saved = default, GpuTensorRef attentionScoresGradient = default, GpuTensorRef keyGradient = default,
        GpuTensorRef scaleGradient = default, GpuTensorRef concatScoreWeightGradient = default)
    {
        var call = new GpuScoreAttentionCall<TShape>(pass);
        var weights = attentionScores.Or(saved);
        var gradients = pass.Scratch(ScratchUse.AttentionWeights, call.Weights);
        AttendBack(pass, call, value, weights, outputGradient, queryMask, valueGradient, gradients);
        if (!attentionScoresGradient.IsNone)
            GpuValues.Accumulate(pass, attentionScoresGradient, gradients, call.Weights);
        GpuSoftmax.Backward(pass, weights, gradients, gradients, (long)call.Rows * call.Queries, call.Keys);

        var (queries, keys) = ((long)call.Rows * call.Queries * TShape.Features, (long)call.Rows * call.Keys * TShape.Features);
        var memory = pass.Scratch(ScratchUse.AttentionGradients, queries + keys);
        var ofKey = key.IsNone ? (valueGradient.IsNone ? default : memory.Skip(queries)) : keyGradient;
        if (TShape.IsAdditive)
            AddAdditive(pass, call.Additive(query, key.Or(value), scale, concatScoreWeight), gradients, queryGradient, ofKey, scaleGradient, concatScoreWeightGradient);
        else
            AddDot(pass, call, query, key.Or(value), scale, gradients, queryGradient.IsNone && !scaleGradient.IsNone ? memory : queryGradient, ofKey, scaleGradient);
        // Where the value is the key, both gradients are its.
        if (key.IsNone && !valueGradient.IsNone)
            GpuValues.Accumulate(pass, ofKey, valueGradient, keys);
    }

    // Dropped in training; the same memory is asked for in both passes.
    private static GpuTensorRef Kept(in GpuPass pass, in GpuScoreAttentionCall<TShape> call, GpuTensorRef weights)
    {
        if (!pass.Training || TShape.Dropout == 0)
            return weights;
        var kept = pass.Scratch(ScratchUse.AttentionDropped, call.Weights);
        call.Drop(pass, weights, kept);
        return kept;
    }

    // Gradients of values and of weights.
    private static void AttendBack(
        in GpuPass pass, in GpuScoreAttentionCall<TShape> call, GpuTensorRef value, GpuTensorRef weights, GpuTensorRef outputGradient, GpuTensorRef queryMask, GpuTensorRef valueGradient,
        GpuTensorRef gradients)
    {
        if (outputGradient.IsNone)
        {
            GpuValues.Fill(pass, gradients, 0, call.Weights);
            if (!valueGradient.IsNone)
                GpuValues.Fill(pass, valueGradient, 0, (long)call.Rows * call.Keys * TShape.ValueFeatures);
            return;
        }
        call.Clear(pass, outputGradient, queryMask);
        call.MultiplyPairs(pass, outputGradient, value, TShape.ValueFeatures, gradients);
        if (pass.Training && TShape.Dropout > 0)
            call.Drop(pass, gradients, gradients);
        if (!valueGradient.IsNone)
            call.MultiplyQueries(pass, Kept(pass, call, weights), outputGradient, TShape.ValueFeatures, valueGradient);
    }

    private static void AddDot(
        in GpuPass pass, in GpuScoreAttentionCall<TShape> call, GpuTensorRef query, GpuTensorRef key, GpuTensorRef scale, GpuTensorRef gradients, GpuTensorRef ofQuery, GpuTensorRef ofKey,
        GpuTensorRef scaleGradient)
    {
        var (queries, keys) = (call.Rows * call.Queries * TShape.Features, (long)call.Rows * call.Keys * TShape.Features);
        if (!ofQuery.IsNone)
            call.MultiplyKeys(pass, gradients, key, TShape.Features, ofQuery);
        if (!ofKey.IsNone)
            call.MultiplyQueries(pass, gradients, query, TShape.Features, ofKey);
        if (!scaleGradient.IsNone)
        {
            var products = pass.Scratch(ScratchUse.RowGradients, queries);
            pass.LaunchForEach(queries, new ElementProducts { A = query.Rest, B = ofQuery.Rest, Products = products.Rest, Count = queries });
            GpuColumnSums.Add(pass, queries, 1, products, scaleGradient);
        }
        if (scale.IsNone)
            return;
        if (!ofQuery.IsNone)
            pass.LaunchForEach(queries, new ValuesTimesOne { Values = ofQuery.Rest, Factor = scale.Rest, Count = queries });
        if (!ofKey.IsNone)
            pass.LaunchForEach(keys, new ValuesTimesOne { Values = ofKey.Rest, Factor = scale.Rest, Count = keys });
    }

    private static void AddAdditive(
        in GpuPass pass, in AdditiveOperands of, GpuTensorRef gradients, GpuTensorRef ofQuery, GpuTensorRef ofKey, GpuTensorRef scaleGradient, GpuTensorRef weightGradient)
    {
        var (queries, keys, sums) = ((long)pass.Rows * of.Queries * of.Features, (long)pass.Rows * of.Keys * of.Features, (long)pass.Rows * of.Features);
        if (!ofQuery.IsNone)
            pass.LaunchForEach(queries, new AdditiveVectors { Of = of, Gradients = gradients.Rest, Result = ofQuery.Rest, Count = queries });
        if (!ofKey.IsNone)
            pass.LaunchForEach(keys, new AdditiveVectors { Of = of, Gradients = gradients.Rest, Result = ofKey.Rest, IsOfKeys = 1, Count = keys });
        if (scaleGradient.IsNone && weightGradient.IsNone)
            return;
        var ofWeights = pass.Scratch(ScratchUse.RowGradients, 2 * sums);
        var ofFactor = ofWeights.Skip(sums);
        pass.LaunchForEach(sums, new AdditiveSums { Of = of, Gradients = gradients.Rest, OfWeights = ofWeights.Rest, OfFactor = ofFactor.Rest, Count = sums });
        if (!weightGradient.IsNone)
            GpuColumnSums.Add(pass, checked((int)sums), 1, ofWeights, weightGradient);
        if (scaleGradient.IsNone)
            return;
        if (of.HasWeight != 0)
            GpuColumnSums.Add(pass, checked((int)sums), 1, ofFactor, scaleGradient);
        else
            GpuColumnSums.Add(pass, pass.Rows, of.Features, ofWeights, scaleGradient);
    }
}
