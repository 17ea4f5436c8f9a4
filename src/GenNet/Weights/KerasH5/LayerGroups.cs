namespace GenNet.Weights.KerasH5;

/// <summary>
/// Which group of a Keras file belongs to which layer. Keras goes by position among the layers of a class, so that two equal layers that have changed places
/// swap their weights without a word. Keras also notes each layer's name: where a file has exactly the model's names, the names decide.
/// </summary>
internal static class LayerGroups
{
    /// <summary>The group of each layer of <paramref name="model"/> in <paramref name="file"/>.</summary>
    public static string[] Of(ModelDescription model, KerasWeightsFile file)
    {
        var groups = new string[model.Layers.Count];
        foreach (var group in model.WeightGroups.Where(static g => g.Layer >= 0))
            groups[group.Layer] = group.Path;
        var layers = Enumerable.Range(0, groups.Length).Where(i => model.Layers[i].Variables.Count > 0).ToArray();
        var pathByName = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in file.Objects.Where(static o => o.StartsWith("layers/", StringComparison.Ordinal)))
        {
            if (file.NameOf(path) is { } name && !pathByName.TryAdd(name, path))
                return groups;
        }
        if (!layers.All(i => pathByName.ContainsKey(model.Layers[i].KerasName)))
            return groups;
        foreach (var layer in layers)
            groups[layer] = pathByName[model.Layers[layer].KerasName];
        return groups;
    }
}
