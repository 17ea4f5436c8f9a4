using GenNet.Training;

namespace GenNet;

/// <summary>
/// Half a cosine from the initial rate down to alpha times it, after a linear warm-up where one is given: (1 − alpha)·½·(1 + cos(π·t / decaySteps)) + alpha.
/// Keras: <c>keras.optimizers.schedules.CosineDecay</c>; Loshchilov and Hutter, 2017.
/// </summary>
/// <param name="initialLearningRate">The rate at step 0.</param>
/// <param name="decaySteps">Steps of the decay, above 0; the warm-up comes before them.</param>
/// <param name="alpha">Share of the highest rate that is left at the end.</param>
/// <param name="warmupTarget">Rate at the end of the warm-up, from which the decay starts; without one there is no warm-up.</param>
/// <param name="warmupSteps">Steps of the warm-up.</param>
public sealed class CosineDecay(double initialLearningRate, double decaySteps, double alpha = 0, double? warmupTarget = null, double warmupSteps = 0)
    : LearningRateSchedule
{
    private readonly double _initial = Require.Rate(initialLearningRate, nameof(initialLearningRate));
    private readonly double _decaySteps = Require.Positive(decaySteps);
    private readonly double _alpha = Require.NotNegative(alpha);
    private readonly double? _target = warmupTarget is { } highest ? Require.Rate(highest, nameof(warmupTarget)) : null;
    private readonly double _warmupSteps = Require.NotNegative(warmupSteps);

    /// <inheritdoc/>
    public override double At(long step)
    {
        if (_target is not { } target)
            return Decayed(Math.Min(step, _decaySteps), _initial);
        return step < _warmupSteps
            ? _initial + ((target - _initial) * step / _warmupSteps)
            : Decayed(Math.Min(step - _warmupSteps, _decaySteps), target);
    }

    private double Decayed(double step, double highest) =>
        highest * (((1 - _alpha) * 0.5 * (1 + Math.Cos(Math.PI * step / _decaySteps))) + _alpha);
}
