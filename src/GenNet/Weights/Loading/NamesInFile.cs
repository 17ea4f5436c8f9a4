namespace GenNet.Weights;

/// <summary>What layers are called in a file, as the class declares it and as the options of a load say.</summary>
internal static class NamesInFile
{
    /// <summary>Names in the file by the present ones, of layers that are called otherwise there.</summary>
    /// <param name="model">The class.</param>
    /// <param name="declared">What the class declares.</param>
    /// <param name="options">What the caller says: it goes before.</param>
    /// <param name="selected">The layers that the load is about; null for all. One that isn't gives its name up to one that is.</param>
    /// <exception cref="ArgumentException">A name stands for no layer, or two layers would have one name.</exception>
    public static IReadOnlyDictionary<string, string> Of(ExpectedModel model, IReadOnlyDictionary<string, string> declared, LoadOptions options, SelectedLayers? selected)
    {
        if (options.Renames.Count == 0 && options.Part is null)
            return declared;
        string[] layers = [.. model.Layers.SelectMany(static layer => layer.IsOwn ? layer.Variables.Select(variable => layer.NameOf(variable.Name)) : [layer.Name])];
        LayerNames.Require([.. options.Renames.Select(static rename => rename.Layer).Where(static name => name.Length > 0)], layers, model.Name, $"{nameof(LoadOptions)}.{nameof(LoadOptions.Renamed)}");
        var names = layers.Select(layer => (Layer: layer, InFile: NameOf(layer, declared, options))).Where(static pair => pair.Layer != pair.InFile).ToDictionary(static pair => pair.Layer, static pair => pair.InFile, StringComparer.Ordinal);
        foreach (var sharing in layers.GroupBy(layer => names.GetValueOrDefault(layer, layer), StringComparer.Ordinal).Where(static group => group.Count() > 1).ToArray())
        {
            if (selected is not null && sharing.Any(selected.Contains))
            {
                foreach (var layer in sharing.Where(layer => !selected.Contains(layer)))
                    names[layer] = $"{layer} of the model, which isn't asked for";
            }
        }
        return layers.GroupBy(layer => names.GetValueOrDefault(layer, layer), StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1) is { } same
            ? throw new ArgumentException($"{nameof(LoadOptions)}.{nameof(LoadOptions.Renamed)}: {string.Join(" and ", same)} would both be {same.Key} in the file: name each another. Nothing was changed.", nameof(options))
            : names;
    }

    // The name that says most of the layer decides: that of a layer before that of a model around it.
    private static string NameOf(string layer, IReadOnlyDictionary<string, string> declared, LoadOptions options)
    {
        var rename = options.Renames.Where(rename => LayerNames.Below(rename.Layer, layer) is not null).MaxBy(static rename => rename.Layer.Length);
        var name = rename is null ? declared.GetValueOrDefault(layer, layer) : (rename.InFile + LayerNames.Below(rename.Layer, layer)).TrimStart('/');
        return options.Part is null ? name : $"{options.Part}/{name}";
    }
}
