using System.Numerics.Tensors;
using GenNet.Training;

namespace GenNet;

/// <summary>
/// What training makes small. A loss looks at the last axis of an output and at its target, and gives one value for each; the values of a batch are
/// reduced to one number. Instances hold options only and can be shared.
/// </summary>
/// <remarks>
/// A loss of one's own writes value and gradient of one vector; weights, masks and reduction are this class's work:
/// <code>
/// public sealed class MeanAbsoluteError() : Loss("mean_absolute_error")
/// {
///     protected override double Evaluate(ReadOnlySpan&lt;float&gt; prediction, ReadOnlySpan&lt;float&gt; target, Span&lt;float&gt; gradient)
///     {
///         double sum = 0;
///         for (var i = 0; i &lt; prediction.Length; i++)
///         {
///             sum += Math.Abs((double)prediction[i] - target[i]);
///             gradient[i] = (float)Math.Sign(prediction[i] - target[i]) / prediction.Length;
///         }
///         return sum / prediction.Length;
///     }
/// }
/// </code>
/// Nothing is allocated in a step. Outputs of another type or on another device are brought over as float32 before.
/// </remarks>
public abstract class Loss
{
    /// <summary>Called by derived classes.</summary>
    /// <param name="name">Name in messages, as Keras writes it: <c>mean_squared_error</c>.</param>
    /// <param name="reduction">How the values of a batch become one number.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    protected Loss(string name, LossReduction reduction = LossReduction.SumOverBatchSize)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
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

    /// <summary>Size of the target's last axis for an output whose last axis is <paramref name="width"/>: the same by default, 1 for labels.</summary>
    public virtual int TargetWidth(int width) => width;

    /// <summary>The reduced loss of a batch, and its gradient by the predictions.</summary>
    /// <param name="batch">Predictions, targets, weights and mask. As in Keras, what isn't masked counts for the rest.</param>
    /// <param name="gradients">Takes the gradient; as long as the predictions.</param>
    /// <param name="scale">Factor of the gradient.</param>
    /// <exception cref="ArgumentException"><paramref name="gradients"/> has another length.</exception>
    public double Apply(in OutputBatch batch, Span<float> gradients, double scale = 1)
    {
        if (gradients.Length != batch.Predictions.Length)
            throw new ArgumentException($"{batch.Predictions.Length} predictions have as many gradients, and there is room for {gradients.Length}.", nameof(gradients));
        var counted = batch.For(this);
        var divisor = Reduction switch
        {
            LossReduction.Sum => 1,
            LossReduction.SumOverBatchSize => batch.Count,
            _ => SumOfWeights(counted),
        };
        if (divisor == 0)
        {
            gradients.Clear();
            return 0;
        }
        var loss = EvaluateBatch(batch.For(this, MaskFactor(counted) / divisor), gradients);
        if (scale != 1)
            TensorPrimitives.Multiply(gradients, (float)scale, gradients);
        return loss;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The loss of one vector of predictions, and its gradient by them.</summary>
    /// <param name="prediction">The vector.</param>
    /// <param name="target">Its target, of <see cref="TargetWidth"/> numbers.</param>
    /// <param name="gradient">Takes the gradient, every element of it; as long as <paramref name="prediction"/>.</param>
    protected abstract double Evaluate(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, Span<float> gradient);

    /// <summary>
    /// Σ weight · value over the vectors of a batch, and its gradient by all predictions. By default from <see cref="Evaluate"/>, vector by vector; a loss overrides it whose
    /// vectors depend on each other, or that is faster in one go.
    /// </summary>
    /// <param name="batch">The batch; <see cref="OutputBatch.Weight"/> has reduction, weights and masks in it.</param>
    /// <param name="gradients">Takes the gradient, every element of it: 0 where the weight is.</param>
    protected virtual double EvaluateBatch(in OutputBatch batch, Span<float> gradients)
    {
        double sum = 0;
        for (var i = 0; i < batch.Count; i++)
        {
            var gradient = gradients.Slice(i * batch.Width, batch.Width);
            var weight = batch.Weight(i);
            if (weight == 0)
            {
                gradient.Clear();
                continue;
            }
            sum += weight * Evaluate(batch.Prediction(i), batch.Target(i), gradient);
            TensorPrimitives.Multiply(gradient, (float)weight, gradient);
        }
        return sum;
    }

    /// <summary>
    /// The loss for an output that has just been through <paramref name="activation"/>. Cross entropies of softmax or sigmoid clip nothing, as Keras goes back to the logits then.
    /// It takes the same targets.
    /// </summary>
    protected internal virtual Loss After(Activation activation) => this;

    /// <summary>Whether a vector with this target counts; labels may be marked as void. All do by default.</summary>
    protected internal virtual bool IsValid(ReadOnlySpan<float> target) => true;

    /// <summary>Place of the first target that this loss can't mean, of outputs whose last axis is <paramref name="width"/>; -1 if there is none. By default of NaN and infinity.</summary>
    protected internal virtual int FirstWrong(ReadOnlySpan<float> targets, int width) => Values.FirstNotFinite(targets);

    /// <summary>What targets must be, as the end of the message about one that is wrong: <c>targets must be finite numbers</c>.</summary>
    protected internal virtual string Expected(int width) => "targets must be finite numbers";

    /// <summary>What to do about targets of <paramref name="perRow"/> values a sample instead of <paramref name="expected"/>, such as the loss that was meant; null if nothing is known.</summary>
    protected internal virtual string? RemedyFor(int width, int expected, int perRow) => null;

    private static double SumOfWeights(in OutputBatch batch)
    {
        double sum = 0;
        for (var i = 0; i < batch.Count; i++)
            sum += batch.Weight(i);
        return sum;
    }

    /// <summary>Keras spreads what is masked over the rest, so that a mean is one of the values that count.</summary>
    private double MaskFactor(in OutputBatch batch)
    {
        const double Epsilon = 1e-7;
        if (Reduction != LossReduction.SumOverBatchSize)
            return 1;
        var valid = 0;
        for (var i = 0; i < batch.Count; i++)
            valid += batch.Counts(i) ? 1 : 0;
        return valid == batch.Count ? 1 : batch.Count / (valid + Epsilon);
    }
}
