using GenNet.Training;

namespace GenNet;

/// <summary>The learning rate as a function of the training step; a number converts to a constant one. Derived classes hold options only and can be shared.</summary>
public abstract class LearningRateSchedule
{
    /// <summary>Whether it is a number, which a trainer may set anew.</summary>
    internal virtual bool IsConstant => false;

    /// <summary>The learning rate of step <paramref name="step"/>, a finite number from 0; the first step is 0. Called in every step: it allocates nothing.</summary>
    public abstract double At(long step);

    /// <summary>The same rate at every step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative, infinite or NaN.</exception>
    public static implicit operator LearningRateSchedule(double rate) => new Constant(rate);

    /// <inheritdoc/>
    public override string ToString() => GetType().Name;

    private sealed class Constant(double rate) : LearningRateSchedule
    {
        private readonly double _rate = Require.Rate(rate, nameof(rate));

        internal override bool IsConstant => true;

        public override double At(long step) => _rate;

        public override string ToString() => _rate.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
