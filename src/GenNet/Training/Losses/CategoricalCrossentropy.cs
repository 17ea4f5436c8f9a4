using System.Numerics.Tensors;
using GenNet.Training;
using GenNet.Training.Losses;

namespace GenNet;

/// <summary>Cross entropy with one-hot or soft targets: −Σ y·ln p over the last axis. Keras: <c>keras.losses.CategoricalCrossentropy</c>.</summary>
/// <param name="fromLogits">Whether outputs are logits; else probabilities, scaled to sum 1 and clipped to [1e-7, 1 − 1e-7].</param>
/// <param name="labelSmoothing">s in [0, 1]: targets become y·(1 − s) + s / classes.</param>
/// <param name="reduction">How the values of a batch become one number.</param>
public sealed class CategoricalCrossentropy(
    bool fromLogits = false, double labelSmoothing = 0, LossReduction reduction = LossReduction.SumOverBatchSize)
    : Loss("categorical_crossentropy", reduction)
{
    private double _lowest = Probability.Epsilon;

    /// <summary>Whether outputs are logits.</summary>
    public bool FromLogits { get; } = fromLogits;

    /// <summary>s: targets become y·(1 − s) + s / classes.</summary>
    public double LabelSmoothing { get; } = Require.Share(labelSmoothing, nameof(labelSmoothing));

    /// <summary>What stands for a probability of 0 before a logarithm is taken.</summary>
    internal double Lowest => _lowest;

    /// <inheritdoc/>
    protected internal override Loss After(Activation activation) => activation == Activation.Softmax && !FromLogits
        ? new CategoricalCrossentropy(false, LabelSmoothing, Reduction) { _lowest = Probability.Least }
        : this;

    /// <inheritdoc/>
    protected internal override int FirstWrong(ReadOnlySpan<float> targets, int width) => Values.FirstOutside(targets, 0, 1);

    /// <inheritdoc/>
    protected internal override string Expected(int width) => "targets are probabilities from 0 to 1, one-hot for a single class; for numbers of classes use Loss.SparseCategoricalCrossentropy";

    /// <inheritdoc/>
    protected internal override string? RemedyFor(int width, int expected, int perRow) => perRow * width == expected
        ? "these look like numbers of classes, which are Loss.SparseCategoricalCrossentropy's; this loss takes one-hot targets"
        : null;

    /// <inheritdoc/>
    protected override double Evaluate(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, Span<float> gradient) =>
        FromLogits ? OfLogits(prediction, target, gradient) : OfProbabilities(prediction, target, gradient);

    private double Smooth(float target, int classes) => (target * (1 - LabelSmoothing)) + (LabelSmoothing / classes);

    private double OfLogits(ReadOnlySpan<float> logits, ReadOnlySpan<float> target, Span<float> gradient)
    {
        double largest = TensorPrimitives.Max(logits);
        double sum = 0, targetSum = 0, value = 0;
        for (var i = 0; i < logits.Length; i++)
        {
            sum += Math.Exp(logits[i] - largest);
            targetSum += Smooth(target[i], logits.Length);
        }
        var logSum = Math.Log(sum) + largest;
        for (var i = 0; i < logits.Length; i++)
        {
            var y = Smooth(target[i], logits.Length);
            value += y == 0 ? 0 : y * (logSum - logits[i]);
            gradient[i] = (float)((targetSum * Math.Exp(logits[i] - largest) / sum) - y);
        }
        return value;
    }

    private double OfProbabilities(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, Span<float> gradient)
    {
        double sum = 0, value = 0, inner = 0;
        foreach (var p in prediction)
            sum += p;
        for (var i = 0; i < prediction.Length; i++)
        {
            var p = prediction[i] / sum;
            var y = Smooth(target[i], prediction.Length);
            value -= y == 0 ? 0 : y * Math.Log(Probability.Clip(p, _lowest));
            if (Probability.IsInside(p, _lowest))
                inner += y;
        }
        for (var i = 0; i < prediction.Length; i++)
        {
            var p = prediction[i] / sum;
            var own = Probability.IsInside(p, _lowest) ? Smooth(target[i], prediction.Length) / prediction[i] : 0;
            gradient[i] = (float)((inner / sum) - own);
        }
        return value;
    }
}
