using System.Globalization;
using GenNet.Weights.KerasH5;

namespace GenNet.Conformance.Numerics;

/// <summary>A model's variables as Keras has them.</summary>
internal static class KerasVariables
{
    /// <summary>All of them in the order of Keras' <c>model.weights</c>, each with its path in Keras 3's files, as <c>layers/dense/vars/0</c>.</summary>
    public static IReadOnlyList<(string Path, Variable Variable)> Of(Model model)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        return
        [
            .. model.Description.WeightGroups.Where(static group => group.Layer >= 0)
                .SelectMany(group => model.Layers[group.Layer].Variables.Select(variable => (Object: KerasPaths.Below(group.Path, variable.Description.Path), Variable: variable)))
                .Select(v => (string.Create(CultureInfo.InvariantCulture, $"{KerasPaths.VariablesOf(v.Object)}/{NumberIn(v.Object)}"), v.Variable)),
        ];

        int NumberIn(string path) => counts[path] = counts.TryGetValue(path, out var last) ? last + 1 : 0;
    }
}
