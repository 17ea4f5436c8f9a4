namespace GenNet;

/// <summary>The learning rate as a function of the training step; a number converts to a constant one.</summary>
public abstract class LearningRateSchedule
{
    /// <summary>The learning rate of step <paramref name="step"/>; the first is 0.</summary>
    public abstract double At(long step);

    /// <summary>The same rate at every step.</summary>
    public static implicit operator LearningRateSchedule(double rate) => new Constant(rate);

    private sealed class Constant(double rate) : LearningRateSchedule
    {
        private readonly double _rate = rate >= 0 ? rate : throw new ArgumentOutOfRangeException(nameof(rate), rate, "The learning rate must not be negative.");

        public override double At(long step) => _rate;
    }
}
