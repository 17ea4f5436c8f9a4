namespace GenNet;

/// <summary>What is reported besides the loss: a mean over all vectors of an epoch. Instances hold options only and can be shared.</summary>
public abstract class Metric
{
    private protected Metric(string name) => Name = name;

    /// <summary>Share of right answers; binary, categorical or sparse as the output's and the target's shapes say, like Keras' <c>"accuracy"</c>.</summary>
    public static Metric Accuracy { get; } = new AccuracyByShape();

    /// <summary>Name in logs and history.</summary>
    public string Name { get; }

    /// <summary>Size of the target's last axis for an output whose last axis is <paramref name="width"/>; null if the metric takes what the loss takes.</summary>
    internal abstract int? TargetWidth(int width);

    /// <summary>The metric for outputs and targets with these last axes; null if it can't compare them.</summary>
    internal virtual Metric? For(int width, int targetWidth) => TargetWidth(width) is { } needed && needed != targetWidth ? null : this;

    /// <summary>The value of one vector of predictions.</summary>
    internal abstract double Evaluate(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target);

    /// <summary>The sum over all vectors of <paramref name="predictions"/>.</summary>
    internal double Sum(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, int width, int targetWidth)
    {
        double sum = 0;
        for (var i = 0; i < predictions.Length / width; i++)
            sum += Evaluate(predictions.Slice(i * width, width), targets.Slice(i * targetWidth, targetWidth));
        return sum;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private sealed class AccuracyByShape() : Metric("accuracy")
    {
        internal override int? TargetWidth(int width) => null;

        internal override Metric For(int width, int targetWidth) => (width, targetWidth) switch
        {
            (1, _) => new BinaryAccuracy(name: Name),
            (_, 1) => new SparseCategoricalAccuracy(Name),
            _ => new CategoricalAccuracy(Name),
        };

        internal override double Evaluate(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target) =>
            For(prediction.Length, target.Length).Evaluate(prediction, target);
    }
}
