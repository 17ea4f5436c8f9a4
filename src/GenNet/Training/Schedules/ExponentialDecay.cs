using GenNet.Training;

namespace GenNet;

/// <summary>initial · decayRate^(step / decaySteps). Keras: <c>keras.optimizers.schedules.ExponentialDecay</c>.</summary>
/// <param name="initialLearningRate">The rate at step 0.</param>
/// <param name="decaySteps">Steps after which the rate has been multiplied once, above 0.</param>
/// <param name="decayRate">What it is multiplied by, at least 0.</param>
/// <param name="staircase">Whether it falls in steps: step / decaySteps is rounded down.</param>
public sealed class ExponentialDecay(double initialLearningRate, double decaySteps, double decayRate, bool staircase = false) : LearningRateSchedule
{
    private readonly double _initial = Require.Rate(initialLearningRate, nameof(initialLearningRate));
    private readonly double _decaySteps = Require.Positive(decaySteps);
    private readonly double _decayRate = Require.NotNegative(decayRate);

    /// <inheritdoc/>
    public override double At(long step)
    {
        var periods = step / _decaySteps;
        return _initial * Math.Pow(_decayRate, staircase ? Math.Floor(periods) : periods);
    }
}
