using System.Numerics.Tensors;

namespace GenNet.Extensions.Tests.Losses;

/// <summary>The formula of <see cref="Loss.MeanSquaredError"/>, vector by vector.</summary>
internal sealed class OwnMeanSquaredError(LossReduction reduction = LossReduction.SumOverBatchSize) : Loss("own_mean_squared_error", reduction)
{
    protected override double Evaluate(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, Span<float> gradient)
    {
        double sum = 0;
        for (var i = 0; i < prediction.Length; i++)
        {
            var difference = (double)prediction[i] - target[i];
            sum += difference * difference;
            gradient[i] = (float)(2.0 / prediction.Length * difference);
        }
        return sum / prediction.Length;
    }
}

/// <summary>The same for a whole batch in one go.</summary>
internal sealed class MeanSquaredErrorOfBatches(LossReduction reduction = LossReduction.SumOverBatchSize) : Loss("batch_mean_squared_error", reduction)
{
    protected override double Evaluate(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, Span<float> gradient) =>
        throw new InvalidOperationException("The batch form doesn't ask for single vectors.");

    protected override double EvaluateBatch(in OutputBatch batch, Span<float> gradients)
    {
        double sum = 0;
        TensorPrimitives.Subtract(batch.Predictions, batch.Targets, gradients);
        for (var i = 0; i < batch.Count; i++)
        {
            var gradient = gradients.Slice(i * batch.Width, batch.Width);
            var weight = batch.Weight(i);
            sum += weight * TensorPrimitives.SumOfSquares<float>(gradient) / batch.Width;
            TensorPrimitives.Multiply(gradient, (float)(2 * weight / batch.Width), gradient);
        }
        return sum;
    }
}

/// <summary>The formula of <see cref="Loss.SparseCategoricalCrossentropy"/> of logits; labels of -1 don't count.</summary>
internal sealed class OwnSparseCrossentropy() : Loss("own_sparse_crossentropy")
{
    public override int TargetWidth(int width) => 1;

    protected override bool IsValid(ReadOnlySpan<float> target) => target[0] != -1;

    protected override int FirstWrong(ReadOnlySpan<float> targets, int width)
    {
        for (var i = 0; i < targets.Length; i++)
        {
            if (targets[i] != -1 && !(targets[i] >= 0 && targets[i] < width))
                return i;
        }
        return -1;
    }

    protected override string Expected(int width) => $"own labels end at {width - 1}";

    protected override string? RemedyFor(int width, int expected, int perRow) => perRow == expected * width ? "own loss takes labels" : null;

    protected override double Evaluate(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, Span<float> gradient)
    {
        double largest = TensorPrimitives.Max(prediction);
        double sum = 0;
        foreach (var logit in prediction)
            sum += Math.Exp(logit - largest);
        for (var i = 0; i < prediction.Length; i++)
            gradient[i] = (float)((Math.Exp(prediction[i] - largest) / sum) - (i == (int)target[0] ? 1 : 0));
        return Math.Log(sum) + largest - prediction[(int)target[0]];
    }
}
