using System.Globalization;

namespace GenNet;

/// <summary>What a fit reported after each epoch: <c>history["val_loss"][epoch]</c>.</summary>
public sealed class History
{
    private readonly Dictionary<string, List<double>> _values = [];

    /// <summary>Names in Keras' order: metrics and loss, then those of the validation.</summary>
    public IReadOnlyList<string> Names { get; private set; } = [];

    /// <summary>Number of epochs that ran.</summary>
    public int Epochs { get; private set; }

    /// <summary>The values of <paramref name="name"/>, one an epoch.</summary>
    /// <exception cref="KeyNotFoundException">Nothing of that name was reported.</exception>
    public IReadOnlyList<double> this[string name] => _values.TryGetValue(name, out var values)
        ? values
        : throw new KeyNotFoundException($"'{name}' was not reported; there are {string.Join(", ", Names)}.");

    /// <summary>Number of epochs and what the last one reported: <c>History of 5 epochs: loss 0.1234</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"History of {Epochs} epochs: {string.Join(", ", Names.Select(name => string.Create(CultureInfo.InvariantCulture, $"{name} {_values[name][^1]:G4}")))}");

    internal void Add(IEnumerable<KeyValuePair<string, double>> logs)
    {
        if (Epochs++ == 0)
            Names = [.. logs.Select(static l => l.Key)];
        foreach (var (name, value) in logs)
        {
            if (!_values.TryGetValue(name, out var values))
                _values[name] = values = [];
            values.Add(value);
        }
    }
}
