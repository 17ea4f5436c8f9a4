using System.Text.Json.Nodes;
using GenNet.Benchmarks.Peers.Networks;

namespace GenNet.Benchmarks.Peers.PyTorch;

/// <summary>A case as worker.py takes it: layers as JSON, and all tensors one after another, the input first.</summary>
internal static class PyTorchRequest
{
    public static (JsonObject Request, float[] Values) Prepare(Case @case)
    {
        var network = @case.Network;
        var values = new List<float>(ChannelsFirst.Inputs(network, @case.Inputs));
        var writer = new PyTorchLayers(network, values);
        var layers = new JsonArray();
        foreach (var layer in network.Layers)
            layers.Add((JsonNode)writer.Describe(layer));
        var training = @case.Work == Work.TrainingStep;
        var request = new JsonObject
        {
            ["do"] = "prepare",
            ["work"] = training ? "training" : "inference",
            ["steps"] = training ? Agreement.TrainingSteps : 1,
            ["input"] = Array(network.Input.Batch(@case.Batch, network.Layout)),
            ["labels"] = Array(@case.Labels),
            ["labels_shape"] = Array([@case.Batch, .. network.Output.Axes]),
            ["channels_axis"] = network.Layout == PeerLayout.ChannelsFirst ? 1 : -1,
            ["learning_rate"] = TrainingOptions.LearningRate,
            ["epsilon"] = TrainingOptions.Epsilon,
            ["layers"] = layers,
        };
        return (request, [.. values]);
    }

    /// <summary>Numbers as JSON.</summary>
    public static JsonArray Array(IEnumerable<int> values) => new(values.Select(static value => (JsonNode?)value).ToArray());
}
