using GenNet.Training.Losses;

namespace GenNet;

/// <summary>
/// Cross entropy with integer labels: −ln of the right class's probability. Targets have one label where the output has a last axis of classes.
/// Keras: <c>keras.losses.SparseCategoricalCrossentropy</c>.
/// </summary>
/// <param name="fromLogits">Whether outputs are logits; else probabilities, clipped to [1e-7, 1 − 1e-7] and scaled to sum 1.</param>
/// <param name="ignoreClass">Label of positions that don't count.</param>
/// <param name="reduction">How the values of a batch become one number.</param>
public sealed class SparseCategoricalCrossentropy(
    bool fromLogits = false, int? ignoreClass = null, LossReduction reduction = LossReduction.SumOverBatchSize)
    : Loss("sparse_categorical_crossentropy", reduction)
{
    private double _lowest = Probability.Epsilon;

    /// <summary>Whether outputs are logits.</summary>
    public bool FromLogits { get; } = fromLogits;

    /// <summary>Label of positions that don't count.</summary>
    public int? IgnoreClass { get; } = ignoreClass;

    /// <summary>What stands for a probability of 0 before a logarithm is taken.</summary>
    internal double Lowest => _lowest;

    /// <inheritdoc/>
    public override int TargetWidth(int width) => 1;

    /// <inheritdoc/>
    protected internal override bool IsValid(ReadOnlySpan<float> target) => IgnoreClass is not { } ignored || (int)target[0] != ignored;

    /// <inheritdoc/>
    protected internal override Loss After(Activation activation) => activation == Activation.Softmax && !FromLogits
        ? new SparseCategoricalCrossentropy(false, IgnoreClass, Reduction) { _lowest = Probability.Least }
        : this;

    /// <inheritdoc/>
    protected internal override int FirstWrong(ReadOnlySpan<float> targets, int width)
    {
        for (var i = 0; i < targets.Length; i++)
        {
            var target = targets[i];
            if (!(target >= 0 && target < width && target == (int)target) && !(IgnoreClass is { } ignored && target == ignored))
                return i;
        }
        return -1;
    }

    /// <inheritdoc/>
    protected internal override string Expected(int width) =>
        $"labels are whole numbers from 0 to {width - 1}, one for each class of the output; count classes from 0, or give the output as many units as there are classes";

    /// <inheritdoc/>
    protected internal override string? RemedyFor(int width, int expected, int perRow) => perRow == expected * width
        ? "these look like one-hot targets, which are Loss.CategoricalCrossentropy's; this loss takes the number of the class"
        : null;

    /// <inheritdoc/>
    protected override double Evaluate(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, Span<float> gradient)
    {
        var label = (int)target[0];
        if ((uint)label >= (uint)prediction.Length)
            throw new ArgumentException($"Label {label} is not among the {prediction.Length} classes of the output, 0 to {prediction.Length - 1}.");
        return FromLogits ? Softmax.CrossEntropy(prediction, label, gradient) : OfProbabilities(prediction, label, gradient);
    }

    private double OfProbabilities(ReadOnlySpan<float> prediction, int label, Span<float> gradient)
    {
        double sum = 0;
        foreach (var p in prediction)
            sum += Probability.Clip(p, _lowest);
        for (var i = 0; i < prediction.Length; i++)
        {
            var inside = Probability.IsInside(prediction[i], _lowest);
            gradient[i] = inside ? (float)((1 / sum) - (i == label ? 1.0 / prediction[i] : 0)) : 0;
        }
        return Math.Log(sum) - Math.Log(Probability.Clip(prediction[label], _lowest));
    }

    /// <summary>Cross entropy of logits.</summary>
    private static class Softmax
    {
        public static double CrossEntropy(ReadOnlySpan<float> logits, int label, Span<float> gradient)
        {
            double largest = System.Numerics.Tensors.TensorPrimitives.Max(logits);
            double sum = 0;
            foreach (var logit in logits)
                sum += Math.Exp(logit - largest);
            for (var i = 0; i < logits.Length; i++)
                gradient[i] = (float)((Math.Exp(logits[i] - largest) / sum) - (i == label ? 1 : 0));
            return Math.Log(sum) + largest - logits[label];
        }
    }
}
