namespace GenNet;

/// <summary>A metric that is the mean of one value for each vector, weighted as they are. Keras: <c>keras.metrics.MeanMetricWrapper</c>.</summary>
/// <param name="name">Name in logs and history.</param>
public abstract class MeanMetric(string name) : Metric(name)
{
    /// <summary>Size of the target's last axis for an output whose last axis is <paramref name="width"/>: the same by default, 1 for labels.</summary>
    public virtual int TargetWidth(int width) => width;

    /// <inheritdoc/>
    public sealed override MetricState CreateState(int width, int targetWidth) => TargetWidth(width) is var needed && needed != targetWidth
        ? throw new ArgumentException($"Metric {Name} takes targets whose last axis is {needed}, and they have {targetWidth}.")
        : new Mean(this);

    /// <summary>The value of one vector of predictions.</summary>
    /// <param name="prediction">The vector.</param>
    /// <param name="target">Its target, of <see cref="TargetWidth"/> numbers.</param>
    protected abstract double Evaluate(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target);

    private sealed class Mean(MeanMetric metric) : MetricState
    {
        private double _total;
        private double _weight;

        public override void Update(in OutputBatch batch)
        {
            double total = 0;
            for (var i = 0; i < batch.Count; i++)
            {
                var weight = batch.Weight(i);
                if (weight == 0)
                    continue;
                total += weight * metric.Evaluate(batch.Prediction(i), batch.Target(i));
                _weight += weight;
            }
            _total += total;
        }

        // As Keras: nothing counted is 0.
        public override double Result() => _weight == 0 ? 0 : _total / _weight;

        public override void Reset() => _total = _weight = 0;
    }
}
