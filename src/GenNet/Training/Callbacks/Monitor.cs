namespace GenNet.Training.Callbacks;

/// <summary>A quantity that is watched, and which way is better.</summary>
/// <param name="Name">Its name in the logs.</param>
/// <param name="HigherIsBetter">Which way.</param>
internal readonly record struct Monitor(string Name, bool HigherIsBetter)
{
    public static Monitor Of(string name, MonitorMode mode) => new(name, mode switch
    {
        MonitorMode.Min => false,
        MonitorMode.Max => true,
        _ => Direction(name),
    });

    /// <summary>Whether <paramref name="value"/> is better than <paramref name="reference"/> by more than <paramref name="minDelta"/>.</summary>
    public bool IsBetter(double value, double reference, double minDelta = 0) =>
        HigherIsBetter ? value - minDelta > reference : value + minDelta < reference;

    public double Read(IReadOnlyDictionary<string, double> logs) => logs.TryGetValue(Name, out var value)
        ? value
        : throw new ArgumentException($"'{Name}' is monitored and was not measured; there are {string.Join(", ", logs.Keys)}. Without validation data there is no val_ value.");

    /// <summary>Throws unless it is going to be measured.</summary>
    public void Require(IReadOnlyCollection<string> measured)
    {
        if (!measured.Contains(Name))
            throw new ArgumentException($"'{Name}' is monitored and is not measured; there are {string.Join(", ", measured)}. Without validation data there is no val_ value.");
    }

    private static bool Direction(string name) => name switch
    {
        _ when name.EndsWith("loss", StringComparison.Ordinal) || name.EndsWith("error", StringComparison.Ordinal) => false,
        _ when name.EndsWith("accuracy", StringComparison.Ordinal) => true,
        _ => throw new ArgumentException($"Whether '{name}' should rise or fall isn't known: pass MonitorMode.Min or MonitorMode.Max."),
    };
}
