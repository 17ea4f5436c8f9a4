using System.Text.Json;
using GenNet.Graph;

namespace GenNet.Weights.KerasConfig;

/// <summary>The names that a config gives the groups of its weight file: Keras before 3.6, and Keras 2, don't note them in that file.</summary>
internal static class KerasLayerNames
{
    /// <summary>Names by group, <c>layers/dense_1</c>; none if the config is no graph of layers.</summary>
    public static IReadOnlyDictionary<string, string> Of(JsonElement config)
    {
        var problems = new List<string>();
        KerasGraph graph;
        try
        {
            graph = KerasConfigReader.ReadGraph(config, KerasReading.ToName, problems);
        }
        catch (KerasConfigException)
        {
            // A subclassed model, for one: its weights are found by what the weight file itself says.
            return new Dictionary<string, string>();
        }
        if (problems.Count > 0)
            return new Dictionary<string, string>();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(graph, "", "", names);
        return names;
    }

    // Layers of a model among the layers have its name in front of theirs.
    private static void Add(KerasGraph graph, string path, string name, Dictionary<string, string> names)
    {
        var layers = new LayerGraph(
            graph.IsSequential, graph.Inputs.Count, graph.Layers.Count,
            [.. graph.Calls.Select(static call => new LayerGraphCall(call.Layer, [.. call.Inputs.Select(static i => i.Value.Source)]))],
            [.. graph.Outputs.Select(static o => o.Source)]);
        var groups = KerasWeightPaths.Of(layers, index => graph.Inputs[index].Name, index => (KindOf(graph.Layers[index]), graph.Layers[index].Name));
        foreach (var group in groups)
        {
            names[path + group.Path] = name + group.Name;
            if (group.Layer < 0 || graph.Layers[group.Layer] is not { Model: { } model } layer)
                continue;
            var inner = layer.EachTimestep ? SubmodelNode.PathOfHeld(group.Path) : group.Path;
            names[path + inner] = name + layer.ScopeName;
            Add(model, $"{path}{inner}/", $"{name}{layer.ScopeName}/", names);
        }
    }

    // Keras 2 calls its functional models Model in configs, and their groups as Keras 3 does.
    private static string KindOf(KerasLayer layer) => layer is { Model.IsSequential: false, EachTimestep: false } ? "Functional" : layer.Object.ClassName;
}
