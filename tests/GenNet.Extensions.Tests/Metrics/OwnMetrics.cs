namespace GenNet.Extensions.Tests.Metrics;

/// <summary>A mean of a value for each vector.</summary>
internal sealed class MeanAbsoluteError(string name = "mean_absolute_error") : MeanMetric(name)
{
    protected override double Evaluate(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target)
    {
        double sum = 0;
        for (var i = 0; i < prediction.Length; i++)
            sum += Math.Abs((double)prediction[i] - target[i]);
        return sum / prediction.Length;
    }
}

/// <summary>Share of the elements predicted as 1 that are: no mean over vectors. Keras: <c>keras.metrics.Precision</c>.</summary>
internal sealed class Precision(double threshold = 0.5) : Metric("precision")
{
    public override MetricState CreateState(int width, int targetWidth) => width == targetWidth
        ? new State(threshold)
        : throw new ArgumentException($"precision takes targets as wide as the output, {width}, and they are {targetWidth} wide.");

    private sealed class State(double threshold) : MetricState
    {
        private double _right;
        private double _wrong;

        public override void Update(in OutputBatch batch)
        {
            for (var i = 0; i < batch.Count; i++)
            {
                var prediction = batch.Prediction(i);
                var target = batch.Target(i);
                for (var k = 0; k < prediction.Length; k++)
                {
                    if (prediction[k] <= threshold)
                        continue;
                    if (target[k] == 1)
                        _right += batch.Weight(i);
                    else
                        _wrong += batch.Weight(i);
                }
            }
        }

        public override double Result() => _right + _wrong == 0 ? 0 : _right / (_right + _wrong);

        public override void Reset() => _right = _wrong = 0;
    }
}
