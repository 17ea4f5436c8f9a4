namespace GenNet.Training.Callbacks;

/// <summary>A quantity that is watched, and which way is better.</summary>
/// <param name="Name">Its name in the logs.</param>
/// <param name="HigherIsBetter">Which way; null if neither the mode nor the name says.</param>
internal readonly record struct Monitor(string Name, bool? HigherIsBetter)
{
    public static Monitor Of(string monitor, MonitorMode mode)
    {
        ArgumentException.ThrowIfNullOrEmpty(monitor);
        return new(monitor, mode switch
        {
            MonitorMode.Min => false,
            MonitorMode.Max => true,
            _ => Direction(monitor),
        });
    }

    /// <summary>Whether <paramref name="value"/> is better than <paramref name="reference"/> by more than <paramref name="minDelta"/>.</summary>
    public bool IsBetter(double value, double reference, double minDelta = 0) =>
        HigherIsBetter == true ? value - minDelta > reference : value + minDelta < reference;

    /// <summary>Refuses a quantity that won't be measured, or one of which nobody knows which way is better.</summary>
    /// <param name="callback">Who watches.</param>
    /// <param name="quantities">Names of all that will be measured.</param>
    /// <exception cref="ArgumentException">It is one of these.</exception>
    public void Require(string callback, IReadOnlyCollection<string> quantities)
    {
        if (!quantities.Contains(Name, StringComparer.Ordinal))
            throw new ArgumentException($"{callback} monitors '{Name}', which won't be measured; there are {Quantity.List(quantities)}. {Quantity.Remedy(Name, quantities)}");
        if (HigherIsBetter is null)
            throw new ArgumentException($"{callback} monitors '{Name}', and whether it should rise or fall isn't known: pass MonitorMode.Min or MonitorMode.Max.");
    }

    public double Read(IReadOnlyDictionary<string, double> logs) => logs.TryGetValue(Name, out var value)
        ? value
        : throw new ArgumentException($"'{Name}' is monitored and was not measured; there are {Quantity.List([.. logs.Keys])}.");

    private static bool? Direction(string name) => name switch
    {
        _ when name.EndsWith("loss", StringComparison.Ordinal) || name.EndsWith("error", StringComparison.Ordinal) => false,
        _ when name.EndsWith("accuracy", StringComparison.Ordinal) => true,
        _ => null,
    };
}
