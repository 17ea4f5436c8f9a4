using GenNet.Training;

namespace GenNet;

/// <summary>values[0] up to and including step boundaries[0], then values[1], … Keras: <c>keras.optimizers.schedules.PiecewiseConstantDecay</c>.</summary>
public sealed class PiecewiseConstantDecay : LearningRateSchedule
{
    private readonly long[] _boundaries;
    private readonly double[] _values;

    /// <summary>A rate that changes after the given steps.</summary>
    /// <param name="boundaries">Steps, ascending.</param>
    /// <param name="values">Rates, one more than boundaries.</param>
    /// <exception cref="ArgumentException">The numbers don't match, boundaries don't ascend, or a rate is negative, NaN or infinite.</exception>
    public PiecewiseConstantDecay(IReadOnlyList<long> boundaries, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(boundaries);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count != boundaries.Count + 1)
            throw new ArgumentException($"{boundaries.Count} boundaries need {boundaries.Count + 1} values, and there are {values.Count}.", nameof(values));
        if (boundaries.Zip(boundaries.Skip(1)).Any(static pair => pair.First >= pair.Second))
            throw new ArgumentException("Boundaries must ascend.", nameof(boundaries));
        _boundaries = [.. boundaries];
        _values = [.. values.Select(static rate => Require.Rate(rate, nameof(values)))];
    }

    /// <inheritdoc/>
    public override double At(long step)
    {
        var piece = 0;
        while (piece < _boundaries.Length && step > _boundaries[piece])
            piece++;
        return _values[piece];
    }
}
