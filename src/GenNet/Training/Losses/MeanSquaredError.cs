namespace GenNet;

/// <summary>Mean squared error: the mean of (y − p)² over the last axis. Keras: <c>keras.losses.MeanSquaredError</c>.</summary>
/// <param name="reduction">How the values of a batch become one number.</param>
public sealed class MeanSquaredError(LossReduction reduction = LossReduction.SumOverBatchSize) : Loss("mean_squared_error", reduction)
{
    /// <inheritdoc/>
    protected override double Evaluate(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, Span<float> gradient)
    {
        double sum = 0;
        var factor = 2.0 / prediction.Length;
        for (var i = 0; i < prediction.Length; i++)
        {
            var difference = (double)prediction[i] - target[i];
            sum += difference * difference;
            gradient[i] = (float)(factor * difference);
        }
        return sum / prediction.Length;
    }
}
