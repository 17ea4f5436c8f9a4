namespace GenNet.Contracts;

/// <summary>
/// Keras 3 and <c>.weights.h5</c>: a layer's group is its class with a number, <c>layers/dense_1</c>, counted in <c>model.layers</c>. What a group holds goes by place; the number of variables and
/// their shapes must agree, and what nobody asks for isn't missed.
/// </summary>
internal static class Keras3Loading
{
    public static LoadSimulation Load(IReadOnlyList<StoredLayer> before, IReadOnlyList<StoredLayer> after)
    {
        var saved = Groups(before, "").ToLookup(static v => v.Group, static v => v.Variable);
        var load = new LoadSimulation();
        foreach (var group in Groups(after, "").GroupBy(static v => v.Group, static v => v.Variable))
            load.AssignInOrder(group.First().Name.Substring(0, Math.Max(0, group.First().Name.LastIndexOf('/'))), [.. group], [.. saved[group.Key]]);
        return load;
    }

    private static IEnumerable<(string Group, StoredVariable Variable)> Groups(IEnumerable<StoredLayer> layers, string model)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var layer in layers)
        {
            // Weights of the model's own lie in its own group.
            counts.TryGetValue(layer.Class, out var number);
            counts[layer.Class] = number + 1;
            var group = layer.Class.Length == 0 ? model : FormattableString.Invariant($"{model}/{layer.Class}_{number}");
            var inner = layer.Layer is null ? Groups(layer.Layers, group) : layer.Weights.Select(v => ($"{group}/{v.Path}", v));
            foreach (var variable in inner)
                yield return variable;
        }
    }
}
