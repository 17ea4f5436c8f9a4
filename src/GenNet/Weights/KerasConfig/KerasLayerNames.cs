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
        var layers = new LayerGraph(
            graph.IsSequential, graph.Inputs.Count, graph.Layers.Count,
            [.. graph.Calls.Select(static call => new LayerGraphCall(call.Layer, [.. call.Inputs.Select(static i => i.Value)]))], graph.Outputs);
        return KerasWeightPaths.Of(layers, index => graph.Inputs[index].Name, index => (graph.Layers[index].Object.ClassName, graph.Layers[index].Name))
            .ToDictionary(static group => group.Path, static group => group.Name, StringComparer.Ordinal);
    }
}
