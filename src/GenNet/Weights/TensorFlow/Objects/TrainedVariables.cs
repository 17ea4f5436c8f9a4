using System.Globalization;

namespace GenNet.Weights.TensorFlow;

/// <summary>
/// What a checkpoint of Keras 3 has of layers in lists of a subclassed model: nothing, but for the variables that its optimizer trains, in the model's order.
/// </summary>
internal static class TrainedVariables
{
    private const string List = "_trainable_variables";

    /// <summary>Those of the class's layers that <paramref name="found"/> doesn't have, if the optimizer's list agrees with the class and with what was found.</summary>
    public static IEnumerable<StoredLayer> Missing(ObjectGraph graph, ExpectedModel model, IReadOnlyList<StoredLayer> found)
    {
        var groups = found.ToDictionary(static layer => layer.Counterpart!, StringComparer.Ordinal);
        var missing = model.Layers.Where(layer => !groups.ContainsKey(layer.Group)).ToArray();
        if (missing.Length == 0)
            return [];
        var trained = model.Layers.OrderBy(static layer => layer.KerasPlace).SelectMany(static layer => layer.Variables.Where(static v => !v.IsState).Select(variable => (Layer: layer, Variable: variable))).ToArray();
        var list = Lists(graph).FirstOrDefault(list => list.Count == trained.Length && trained.Zip(list).All(pair => Agree(pair.First.Layer, pair.First.Variable, pair.Second, groups)));
        if (list is null || !list.Any(array => found.Any(layer => layer.Variables.Any(variable => variable.Array == array))))
            return [];
        var arrays = trained.Zip(list).ToLookup(static pair => pair.First.Layer, static pair => new StoredVariable(pair.First.Variable.Name, pair.Second));
        return missing.Where(layer => layer.Variables.All(static variable => !variable.IsState)).Select(layer => new StoredLayer(List, layer.Name, null, [.. arrays[layer]]) { Counterpart = layer.Group });
    }

    private static IEnumerable<IReadOnlyList<StoredTensor>> Lists(ObjectGraph graph) => graph.Nodes.Where(TrainingObjects.IsOptimizer)
        .Select(static optimizer => optimizer.Child(List)).Where(static node => node >= 0)
        .Select(node => graph.Nodes[node].Children
            .Select(edge => (Number: int.TryParse(edge.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1, graph.Nodes[edge.Node].Value))
            .Where(static element => element.Number >= 0 && element.Value is not null).OrderBy(static element => element.Number).Select(static element => element.Value!).ToArray());

    // What is known by its attributes must stand at its place.
    private static bool Agree(ExpectedLayer layer, ExpectedVariable variable, StoredTensor array, Dictionary<string, StoredLayer> groups) =>
        array.HasShape(variable.Shape)
        && (!groups.TryGetValue(layer.Group, out var known) || known.Variables.Any(stored => stored.Name == variable.Name && stored.Array == array));
}
