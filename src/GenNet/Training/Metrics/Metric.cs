namespace GenNet;

/// <summary>
/// What is reported besides the loss, of an epoch as a whole. A metric holds options only and can be shared by trainers; each run has a <see cref="MetricState"/> of its own. The
/// simple case is a <see cref="MeanMetric"/>.
/// </summary>
public abstract class Metric
{
    /// <summary>Called by derived classes.</summary>
    /// <param name="name">Name in logs and history; a trainer's metrics have different ones.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    protected Metric(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>Share of right answers; binary, categorical or sparse as the output's and the target's shapes say, like Keras' <c>"accuracy"</c>.</summary>
    public static Metric Accuracy { get; } = new AccuracyByShape();

    /// <summary>Name in logs and history.</summary>
    public string Name { get; }

    /// <summary>A new state, for one output of one run.</summary>
    /// <param name="width">Size of the output's last axis.</param>
    /// <param name="targetWidth">Size of the targets' last axis, as the loss has it.</param>
    /// <exception cref="ArgumentException">The metric doesn't fit such an output or such targets.</exception>
    public abstract MetricState CreateState(int width, int targetWidth);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The metric that this one is for predictions and targets of these sizes.</summary>
    internal virtual Metric For(int width, int targetWidth) => this;

    private sealed class AccuracyByShape() : Metric("accuracy")
    {
        public override MetricState CreateState(int width, int targetWidth) => For(width, targetWidth).CreateState(width, targetWidth);

        internal override Metric For(int width, int targetWidth) => (width, targetWidth) switch
        {
            (1, _) => new BinaryAccuracy(name: Name),
            (_, 1) => new SparseCategoricalAccuracy(Name),
            _ => new CategoricalAccuracy(Name),
        };
    }
}
