namespace GenNet.Weights;

/// <summary>Layers of a file whose arrays are called <c>lstm/lstm_cell/kernel</c>: which part of that names the layer, only the model knows.</summary>
internal static class ScopedLayers
{
    /// <summary>The layers, with the arrays under a scope of one of the model's layers as that layer's.</summary>
    public static IReadOnlyList<StoredLayer> Of(IWeightContainer file, ExpectedModel model)
    {
        if (file.Naming != VariableNaming.LayerAndVariable)
            return file.Layers;
        var owners = new Dictionary<string, ExpectedLayer>(StringComparer.Ordinal);
        foreach (var layer in model.Layers)
        {
            for (var i = 0; i < layer.Variables.Count; i++)
            {
                if (layer.Variables[i].Scope.Length > 0)
                    owners.TryAdd(layer.ScopeOf(i), layer);
            }
        }
        return owners.Count == 0 ? file.Layers : Merge(file.Layers, owners);
    }

    private static StoredLayer[] Merge(IReadOnlyList<StoredLayer> layers, Dictionary<string, ExpectedLayer> owners)
    {
        // An array of the file's may lie beside those under a scope, as a wrapper's own.
        var names = layers.Select(layer => layer.Name is { } name && owners.TryGetValue(name, out var owner) ? owner.Name : layer.Path).ToArray();
        return [.. layers.Zip(names).GroupBy(static l => l.Second, StringComparer.Ordinal).Select(group => group.Count() == 1 && group.First().First.Path == group.Key
            ? group.First().First
            : new StoredLayer(group.Key, group.Key, null, [.. group.SelectMany(static l => l.First.Variables)]))];
    }
}
