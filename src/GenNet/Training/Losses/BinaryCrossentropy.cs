using GenNet.Training;
using GenNet.Training.Losses;

namespace GenNet;

/// <summary>
/// Cross entropy of independent yes-or-no targets: the mean over the last axis of −y·ln p − (1 − y)·ln(1 − p). Keras:
/// <c>keras.losses.BinaryCrossentropy</c>.
/// </summary>
/// <param name="fromLogits">Whether outputs are logits; else probabilities, clipped to [1e-7, 1 − 1e-7].</param>
/// <param name="labelSmoothing">s in [0, 1]: targets become y·(1 − s) + s / 2.</param>
/// <param name="reduction">How the values of a batch become one number.</param>
public sealed class BinaryCrossentropy(
    bool fromLogits = false, double labelSmoothing = 0, LossReduction reduction = LossReduction.SumOverBatchSize)
    : Loss("binary_crossentropy", reduction)
{
    private double _lowest = Probability.Epsilon;

    /// <summary>Whether outputs are logits.</summary>
    public bool FromLogits { get; } = fromLogits;

    /// <summary>s: targets become y·(1 − s) + s / 2.</summary>
    public double LabelSmoothing { get; } = Require.Share(labelSmoothing, nameof(labelSmoothing));

    /// <summary>What stands for a probability of 0 before a logarithm is taken.</summary>
    internal double Lowest => _lowest;

    /// <inheritdoc/>
    protected internal override Loss After(Activation activation) => activation == Activation.Sigmoid && !FromLogits
        ? new BinaryCrossentropy(false, LabelSmoothing, Reduction) { _lowest = Probability.Least }
        : this;

    /// <inheritdoc/>
    protected internal override int FirstWrong(ReadOnlySpan<float> targets, int width) => Values.FirstOutside(targets, 0, 1);

    /// <inheritdoc/>
    protected internal override string Expected(int width) => "targets are 0 or 1, or a probability between; for several classes use Loss.SparseCategoricalCrossentropy and an output with as many units";

    /// <inheritdoc/>
    protected override double Evaluate(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, Span<float> gradient)
    {
        double sum = 0;
        for (var i = 0; i < prediction.Length; i++)
        {
            var y = (target[i] * (1 - LabelSmoothing)) + (LabelSmoothing / 2);
            var (value, slope) = FromLogits ? OfLogit(prediction[i], y) : OfProbability(prediction[i], y);
            sum += value;
            gradient[i] = (float)(slope / prediction.Length);
        }
        return sum / prediction.Length;
    }

    private static (double Value, double Slope) OfLogit(double x, double y) =>
        (Math.Max(x, 0) - (x * y) + double.LogP1(Math.Exp(-Math.Abs(x))), (1 / (1 + Math.Exp(-x))) - y);

    private (double Value, double Slope) OfProbability(double prediction, double y)
    {
        var p = Probability.Clip(prediction, _lowest);
        var value = -(y * Math.Log(p)) - ((1 - y) * Math.Log(Math.Max(1 - p, _lowest)));
        return (value, Probability.IsInside(prediction, _lowest) ? (p - y) / Math.Max(p * (1 - p), _lowest) : 0);
    }
}
