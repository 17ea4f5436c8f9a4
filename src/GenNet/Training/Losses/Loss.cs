using GenNet.Training;

namespace GenNet;

/// <summary>
/// What training makes small. A loss looks at the last axis of an output and at its target, and gives one value for each; the values of a batch are
/// reduced to one number. Instances hold options only and can be shared.
/// </summary>
public abstract class Loss
{
    private protected Loss(string name, LossReduction reduction)
    {
        Name = name;
        Reduction = reduction;
    }

    /// <summary>Integer labels against probabilities: −ln p of the right class.</summary>
    public static Loss SparseCategoricalCrossentropy { get; } = new SparseCategoricalCrossentropy();

    /// <summary>One-hot targets against probabilities: −Σ y·ln p.</summary>
    public static Loss CategoricalCrossentropy { get; } = new CategoricalCrossentropy();

    /// <summary>Targets of 0 and 1 against probabilities: the mean of −y·ln p − (1 − y)·ln(1 − p).</summary>
    public static Loss BinaryCrossentropy { get; } = new BinaryCrossentropy();

    /// <summary>The mean of (y − p)².</summary>
    public static Loss MeanSquaredError { get; } = new MeanSquaredError();

    /// <summary>Keras' name: <c>mean_squared_error</c>.</summary>
    public string Name { get; }

    /// <summary>How values become one number.</summary>
    public LossReduction Reduction { get; }

    /// <summary>Size of the target's last axis for an output whose last axis is <paramref name="width"/>.</summary>
    internal virtual int TargetWidth(int width) => width;

    /// <summary>The same loss of an output that has just been through <paramref name="activation"/>: nothing is clipped, as Keras goes back to the logits then.</summary>
    internal virtual Loss After(Activation activation) => this;

    /// <summary>Whether <paramref name="target"/> counts; labels may be marked as void.</summary>
    internal virtual bool IsValid(ReadOnlySpan<float> target) => true;

    /// <summary>Place of the first target that this loss can't mean, of outputs whose last axis is <paramref name="width"/>; -1 if there is none.</summary>
    internal virtual int FirstWrong(ReadOnlySpan<float> targets, int width) => Values.FirstNotFinite(targets);

    /// <summary>What targets must be, as the end of a message.</summary>
    internal virtual string Expected(int width) => "targets must be finite numbers";

    /// <summary>The loss that was meant for targets of <paramref name="perRow"/> values a sample instead of <paramref name="expected"/>; null if none is known.</summary>
    internal virtual string? RemedyFor(int width, int expected, int perRow) => null;

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The loss of one vector of predictions, and its gradient by them.</summary>
    internal abstract double Evaluate(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, Span<float> gradient);

    /// <summary>The reduced loss of a batch, and its gradient by the predictions.</summary>
    /// <param name="predictions">Vectors of <paramref name="width"/> numbers.</param>
    /// <param name="targets">A vector of <see cref="TargetWidth"/> numbers for each.</param>
    /// <param name="width">Size of the last axis.</param>
    /// <param name="gradients">Takes the gradient; as long as <paramref name="predictions"/>.</param>
    /// <param name="weights">A weight for each vector, or nothing.</param>
    /// <param name="mask">1 or 0 for each vector, or nothing: what isn't masked counts for the rest.</param>
    /// <param name="scale">Factor of the gradient.</param>
    internal double Apply(
        ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, int width, Span<float> gradients,
        ReadOnlySpan<float> weights = default, ReadOnlySpan<float> mask = default, double scale = 1)
    {
        var targetWidth = TargetWidth(width);
        var count = predictions.Length / width;
        var maskFactor = MaskFactor(targets, targetWidth, count, mask);
        double sum = 0, weightSum = 0;
        for (var i = 0; i < count; i++)
            weightSum += Weight(i, targets.Slice(i * targetWidth, targetWidth), weights, mask, maskFactor);
        var divisor = Reduction switch
        {
            LossReduction.Sum => 1,
            LossReduction.SumOverBatchSize => count,
            _ => weightSum,
        };
        for (var i = 0; i < count; i++)
        {
            var target = targets.Slice(i * targetWidth, targetWidth);
            var gradient = gradients.Slice(i * width, width);
            var weight = Weight(i, target, weights, mask, maskFactor);
            if (weight == 0 || divisor == 0)
            {
                gradient.Clear();
                continue;
            }
            sum += weight * Evaluate(predictions.Slice(i * width, width), target, gradient);
            System.Numerics.Tensors.TensorPrimitives.Multiply(gradient, (float)(weight / divisor * scale), gradient);
        }
        return divisor == 0 ? 0 : sum / divisor;
    }

    private double Weight(int index, ReadOnlySpan<float> target, ReadOnlySpan<float> weights, ReadOnlySpan<float> mask, double maskFactor)
    {
        if (!IsValid(target) || (!mask.IsEmpty && mask[index] == 0))
            return 0;
        return maskFactor * (weights.IsEmpty ? 1 : weights[index]);
    }

    /// <summary>Keras spreads what is masked over the rest, so that a mean is one of the values that count.</summary>
    private double MaskFactor(ReadOnlySpan<float> targets, int targetWidth, int count, ReadOnlySpan<float> mask)
    {
        const double Epsilon = 1e-7;
        if (Reduction != LossReduction.SumOverBatchSize)
            return 1;
        var valid = 0;
        for (var i = 0; i < count; i++)
            valid += IsValid(targets.Slice(i * targetWidth, targetWidth)) && (mask.IsEmpty || mask[i] != 0) ? 1 : 0;
        return valid == count ? 1 : count / (valid + Epsilon);
    }
}
