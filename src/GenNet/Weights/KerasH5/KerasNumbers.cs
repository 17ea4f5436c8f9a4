using System.Globalization;

namespace GenNet.Weights.KerasH5;

/// <summary>The positions of variables in a Keras file. They mean something only if none is left out: of <c>0</c>, <c>1</c>, <c>3</c> the last may be the third or the fourth variable.</summary>
internal static class KerasNumbers
{
    /// <summary>Why the positions of a layer's arrays tell nothing, as a sentence without its full stop; null if they do, or where arrays have names.</summary>
    public static string? ProblemOf(StoredLayer layer)
    {
        foreach (var group in layer.Variables.GroupBy(static v => KerasPaths.ObjectOf(v.Array.Path), StringComparer.Ordinal))
        {
            string[] paths = [.. group.Select(static v => v.Array.Path)];
            if (Array.Exists(paths, static path => KerasPaths.VariableIn(path) is not null))
                continue;
            string[] numbers = [.. paths.Select(static path => path[(path.LastIndexOf('/') + 1)..])];
            if (numbers.Index().Any(static number => number.Item != number.Index.ToString(CultureInfo.InvariantCulture)))
                return $"{KerasPaths.VariablesOf(group.Key)} of the file has {string.Join(", ", numbers)}, and Keras numbers a layer's variables from 0 without a gap, so that nothing tells which is which";
        }
        return null;
    }
}
