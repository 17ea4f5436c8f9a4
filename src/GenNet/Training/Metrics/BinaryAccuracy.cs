namespace GenNet;

/// <summary>Share of elements on the target's side of a threshold: (p &gt; threshold) = y, averaged over the last axis. Keras: <c>keras.metrics.BinaryAccuracy</c>.</summary>
/// <param name="threshold">Predictions above it mean 1.</param>
/// <param name="name">Name in logs.</param>
public sealed class BinaryAccuracy(float threshold = 0.5f, string name = "binary_accuracy") : MeanMetric(name)
{
    /// <summary>Predictions above it mean 1.</summary>
    public float Threshold { get; } = threshold;

    /// <inheritdoc/>
    protected override double Evaluate(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target)
    {
        var right = 0;
        for (var i = 0; i < prediction.Length; i++)
            right += (prediction[i] > Threshold ? 1 : 0) == target[i] ? 1 : 0;
        return (double)right / prediction.Length;
    }
}
