using GenNet.Training;

namespace GenNet;

/// <summary>The learning rate as a function of the training step; a number converts to a constant one.</summary>
public abstract class LearningRateSchedule
{
    /// <summary>The learning rate of step <paramref name="step"/>, a finite number of at least 0; the first step is 0.</summary>
    public abstract double At(long step);

    /// <summary>The same rate at every step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative, NaN or infinite.</exception>
    public static implicit operator LearningRateSchedule(double rate) => new Constant(rate);

    private sealed class Constant(double rate) : LearningRateSchedule
    {
        private readonly double _rate = Require.Rate(rate, nameof(rate));

        public override double At(long step) => _rate;
    }
}
