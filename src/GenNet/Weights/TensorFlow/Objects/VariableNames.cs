using System.Globalization;

namespace GenNet.Weights.TensorFlow;

/// <summary>Which variable of a class's layer a variable of a checkpoint is: the attributes that lead to it tell.</summary>
internal static class VariableNames
{
    private const string Cells = "cells";

    /// <summary>The variables with the names that the layer has for them; of those that it doesn't have, with their paths.</summary>
    public static IReadOnlyList<StoredVariable> Of(ExpectedLayer layer, IReadOnlyList<LayerVariable> variables)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, variable) in PathsIn(layer).Zip(layer.Variables))
        {
            foreach (var leaf in (string[])[variable.LeafName, Keras2Attributes.OfVariable(layer.Kind, variable.LeafName), Keras2Attributes.InKeras3(layer.Kind, variable.LeafName)])
                names.TryAdd(Plain(path.Length == 0 ? leaf : $"{path}/{leaf}"), variable.Name);
        }
        return [.. variables.Select(variable => new StoredVariable(variable.Paths.Select(path => names.GetValueOrDefault(Plain(path))).FirstOrDefault(static name => name is not null) ?? variable.Paths[0], variable.Array))];
    }

    // A checkpoint numbers cells that a layer has several of; Keras' HDF5 files count them by class.
    private static IEnumerable<string> PathsIn(ExpectedLayer layer)
    {
        var cells = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var variable in layer.Variables)
        {
            var parts = variable.Path.Split('/');
            for (var i = 1; i < parts.Length; i++)
            {
                if (parts[i - 1] != Cells)
                    continue;
                var container = string.Join('/', parts[..i]);
                if (!cells.TryGetValue(container, out var known))
                    cells[container] = known = [];
                if (!known.Contains(parts[i]))
                    known.Add(parts[i]);
                parts[i] = known.IndexOf(parts[i]).ToString(CultureInfo.InvariantCulture);
            }
            yield return string.Join('/', parts);
        }
    }

    // Private or not differs from release to release: _query_dense, and Keras 3's _kernel.
    private static string Plain(string path) => string.Join('/', path.Split('/').Select(static part => part.TrimStart('_')));
}
