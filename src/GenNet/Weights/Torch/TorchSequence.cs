using System.Globalization;

namespace GenNet.Weights.Torch;

/// <summary>Modules of nn.Sequential, which are called by their numbers: <c>0</c>, <c>2</c>, <c>net.4</c>.</summary>
internal static class TorchSequence
{
    /// <summary>The modules with arrays in their order; null if a module has a name that isn't a number, or if they are of several sequences, whose order nothing tells.</summary>
    public static IReadOnlyList<string>? Modules(IReadOnlyList<StoredTensor> arrays)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        string? container = null;
        foreach (var array in arrays)
        {
            var module = array.Path[..Math.Max(0, array.Path.LastIndexOf(TorchNames.Separator))];
            var dot = module.LastIndexOf(TorchNames.Separator);
            if (!int.TryParse(module.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || (container ??= module[..(dot + 1)]) != module[..(dot + 1)])
                return null;
            numbers.TryAdd(module, number);
        }
        return numbers.Count == 0 ? null : [.. numbers.OrderBy(static module => module.Value).Select(static module => module.Key)];
    }
}
