using GenNet.Weights.KerasH5;
using GenNet.Weights.Matching;

namespace GenNet.Weights;

/// <summary>
/// Layers that a Keras file calls by the attributes of a subclassed model, <c>encoder/project</c>: a path is a name that somebody chose, and decides where the file notes no other for the layer.
/// </summary>
internal static class LayersByAttribute
{
    /// <summary>Index of the file's layer by that of the model's, of those whose path tells.</summary>
    /// <param name="naming">How the file names variables.</param>
    /// <param name="stored">The file's layers.</param>
    /// <param name="model">The model.</param>
    public static IReadOnlyDictionary<int, int> Match(VariableNaming naming, IReadOnlyList<StoredLayer> stored, ExpectedModel model)
    {
        if (naming == VariableNaming.ObjectPath)
            return ByGroup(stored, model);
        if (naming != VariableNaming.KerasPath || model.HasOnlyLists)
            return new Dictionary<int, int>();
        var byPath = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < stored.Count; i++)
            byPath[stored[i].Path] = i;
        if (OfOtherRelease(stored, byPath, model) is { } groups)
            return Enumerable.Range(0, model.Layers.Count).ToDictionary(static i => i, i => byPath[groups[i]]);
        var names = model.Layers.Select(static layer => layer.Name).ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(0, model.Layers.Count)
            .Where(i => !KerasPaths.IsInLayers(model.Layers[i].Group) && byPath.TryGetValue(model.Layers[i].Group, out var there) && !IsAnother(stored[there], model.Layers[i], names))
            .ToDictionary(static i => i, i => byPath[model.Layers[i].Group]);
    }

    // The objects of a checkpoint were matched with the class's, and are called as these.
    private static Dictionary<int, int> ByGroup(IReadOnlyList<StoredLayer> stored, ExpectedModel model)
    {
        var layers = Enumerable.Range(0, model.Layers.Count).ToDictionary(i => (model.Layers[i].Group, model.Layers[i].IsOwn));
        var matched = new Dictionary<int, int>();
        for (var i = 0; i < stored.Count; i++)
        {
            if (stored[i].Counterpart is { } path && (layers.TryGetValue((path, false), out var layer) || layers.TryGetValue((path, true), out layer)))
                matched.TryAdd(layer, i);
        }
        return matched;
    }

    // Other releases put some layers elsewhere, and note no names: all of the model's are where one of them puts them, of the right shapes, or none is taken for its.
    private static string[]? OfOtherRelease(IReadOnlyList<StoredLayer> stored, Dictionary<string, int> byPath, ExpectedModel model)
    {
        if (stored.Any(static layer => layer.Name is not null))
            return null;
        var layouts = model.Layers.Max(static layer => layer.OtherGroups.Count);
        return Enumerable.Range(-1, layouts + 1)
            .Select(layout => model.Layers.Select(layer => layout < 0 || layer.OtherGroups.Count == 0 ? layer.Group : layer.OtherGroups[layout]).ToArray())
            .FirstOrDefault(groups => groups.Zip(model.Layers).All(pair => byPath.TryGetValue(pair.First, out var there) && Fits(stored[there], pair.Second)));
    }

    private static bool Fits(StoredLayer stored, ExpectedLayer layer) =>
        stored.Variables.Count == layer.Variables.Count && stored.Variables.Zip(layer.Variables).All(static pair => pair.First.Array.HasShape(pair.Second.Shape));

    // A noted name that another layer of the model has, and that Keras didn't make.
    private static bool IsAnother(StoredLayer stored, ExpectedLayer layer, HashSet<string> names) =>
        stored.Name is { } name && name != layer.Name && names.Contains(name) && !AutomaticNames.Is(name[(name.LastIndexOf('/') + 1)..], layer.KindInNames);
}
