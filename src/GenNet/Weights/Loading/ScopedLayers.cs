using GenNet.Contracts;
using GenNet.Weights.KerasArchive;
using GenNet.Weights.KerasH5;
using GenNet.Weights.LegacyH5;
using GenNet.Weights.TensorFlow;
using GenNet.Weights.Torch;

namespace GenNet.Weights;

/// <summary>
/// Layers of a file whose paths don't tell where a layer ends, as <c>lstm/lstm_cell/kernel</c> or <c>encoder/cell/vars/0</c>: which part of that is the layer, and which the variable, only the
/// model knows.
/// </summary>
internal static class ScopedLayers
{
    /// <summary>The layers, with the arrays under a scope, or at a place, of one of the model's layers as that layer's.</summary>
    /// <param name="file">The file.</param>
    /// <param name="model">The model.</param>
    /// <param name="options">What decides.</param>
    /// <param name="saved">What the file tells of the model that was saved; null if nothing.</param>
    /// <param name="beside">Takes the paths of arrays that are of no layer, and that nobody misses: another model's in the same file.</param>
    public static IReadOnlyList<StoredLayer> Of(IWeightContainer file, ExpectedModel model, LoadOptions options, ContractVersion? saved, ISet<string> beside)
    {
        if (file is LegacyWeightsFile legacy)
            return LegacyLayers.Of(legacy, model, options, saved);
        if (file is CheckpointFile checkpoint)
            return CheckpointLayers.Of(checkpoint, model, options, layers => ByName(layers, model), beside);
        if (UnnamedArrays.Are(file))
            return UnnamedArrays.LayersOf(file, model, options);
        if (TorchNames.Are(file.Tensors))
            return TorchLayers.Of(file, model);
        if (file.Naming == VariableNaming.LayerAndVariable)
            return ByName(file.Layers, model);
        return (file as KerasWeightsFile ?? (file as KerasArchiveFile)?.Weights) is { } keras ? ByPlace(keras, file.Layers, model) : file.Layers;
    }

    private static IReadOnlyList<StoredLayer> ByName(IReadOnlyList<StoredLayer> layers, ExpectedModel model)
    {
        var owners = new Dictionary<string, ExpectedLayer>(StringComparer.Ordinal);
        foreach (var layer in model.Layers)
        {
            for (var i = 0; i < layer.Variables.Count; i++)
            {
                if (layer.Variables[i].Scope.Length > 0)
                    owners.TryAdd(layer.ScopeOf(i), layer);
            }
        }
        if (owners.Count == 0)
            return layers;
        // An array of the file's may lie beside those under a scope, as a wrapper's own.
        var owned = layers.Select(layer => layer.Name is { } name && owners.TryGetValue(name, out var owner) ? (owner.Name, Layer: Named(layer, name, owner)) : (Name: layer.Path, Layer: layer)).ToArray();
        return [.. owned.GroupBy(static l => l.Name, StringComparer.Ordinal).Select(group => group.Count() == 1 && group.First().Layer.Path == group.Key
            ? group.First().Layer
            : new StoredLayer(group.Key, group.Key, null, [.. group.SelectMany(static l => l.Layer.Variables)]))];
    }

    // In lists of layers a path tells it: what lies behind the place in the list. Attributes may hold layers, or parts of one.
    private static IReadOnlyList<StoredLayer> ByPlace(KerasWeightsFile file, IReadOnlyList<StoredLayer> layers, ExpectedModel model)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var layer in model.Layers)
        {
            Add(layer, layer.Group);
            foreach (var group in layer.OtherGroups)
                Add(layer, group);
        }
        if (owners.Count == 0)
            return layers;
        var arrays = layers.SelectMany(layer => layer.Variables.Select(variable => (Group: owners.GetValueOrDefault(KerasPaths.ObjectOf(variable.Array.Path), layer.Path), Layer: layer, Variable: variable)));
        return [.. arrays.GroupBy(static array => array.Group, StringComparer.Ordinal).Select(group => group.First().Layer is var layer && layer.Path == group.Key && layer.Variables.Count == group.Count()
            ? layer
            : new StoredLayer(group.Key, KerasLayers.NameOf(file, group.Key), KerasPaths.KindOf(group.Key), [.. group.Select(static array => array.Variable)]))];

        void Add(ExpectedLayer layer, string group)
        {
            if (KerasPaths.IsInLayers(group))
                return;
            foreach (var variable in layer.Variables)
                owners.TryAdd(KerasPaths.Below(group, variable.Path), group);
        }
    }

    // What the scope says of the variable is in the model's own name of it.
    private static StoredLayer Named(StoredLayer layer, string scope, ExpectedLayer owner) => layer with
    {
        Variables = [.. layer.Variables.Select(array => owner.Variables
            .Where((variable, i) => variable.LeafName == array.Name && owner.ScopeOf(i) == scope).FirstOrDefault() is { } variable ? array with { Name = variable.Name } : array)],
    };
}
