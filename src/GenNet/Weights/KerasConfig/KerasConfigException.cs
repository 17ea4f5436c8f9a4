namespace GenNet.Weights.KerasConfig;

/// <summary>A Keras model can't be read, or holds things that GenNet has no counterpart for: all of them at once.</summary>
internal sealed class KerasConfigException(string summary, params IReadOnlyList<string> problems)
    : Exception(string.Join(Environment.NewLine + "  ", [summary, .. problems]))
{
    /// <summary>What is wrong, one entry a problem, each naming its layer and the remedy.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
