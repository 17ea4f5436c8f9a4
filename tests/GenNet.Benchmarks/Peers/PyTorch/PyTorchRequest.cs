using System.Text.Json.Nodes;
using GenNet.Benchmarks.Peers.Networks;

namespace GenNet.Benchmarks.Peers.PyTorch;

/// <summary>A case as worker.py takes it: layers as JSON, and all tensors one after another, the input first.</summary>
internal static class PyTorchRequest
{
    public static (JsonObject Request, float[] Values) Prepare(Case @case)
    {
        var values = new List<float>(ChannelsFirst.FromImages(@case.Inputs, @case.Network.Input));
        var layers = new JsonArray();
        foreach (var layer in @case.Network.Layers)
            layers.Add((JsonNode)Describe(layer, values));
        var row = @case.Network.Input;
        var training = @case.Work == Work.TrainingStep;
        var request = new JsonObject
        {
            ["do"] = "prepare",
            ["work"] = training ? "training" : "inference",
            ["steps"] = training ? Agreement.TrainingSteps : 1,
            ["input"] = row.IsVector ? Array(@case.Batch, row.Channels) : Array(@case.Batch, row.Channels, row.Height, row.Width),
            ["labels"] = Array(@case.Labels),
            ["learning_rate"] = TrainingOptions.LearningRate,
            ["epsilon"] = TrainingOptions.Epsilon,
            ["layers"] = layers,
        };
        return (request, [.. values]);
    }

    private static JsonObject Describe(NetworkLayer layer, List<float> values)
    {
        switch (layer)
        {
            case ConvolutionLayer l:
                values.AddRange(ChannelsFirst.Kernel(l));
                values.AddRange(l.Bias);
                return new()
                {
                    ["kind"] = "conv2d",
                    ["padding"] = l.Padding,
                    ["activation"] = Name(l.Activation),
                    ["weights"] = new JsonArray(Array(l.Output.Channels, l.Input.Channels, l.KernelSize, l.KernelSize), Array(l.Bias.Length)),
                };
            case DenseLayer l:
                values.AddRange(ChannelsFirst.Transpose(ChannelsFirst.Kernel(l), l.Input.Count, l.Output.Count));
                values.AddRange(l.Bias);
                return new()
                {
                    ["kind"] = "dense",
                    ["activation"] = Name(l.Activation),
                    ["weights"] = new JsonArray(Array(l.Output.Count, l.Input.Count), Array(l.Bias.Length)),
                };
            case MaxPoolingLayer l:
                return new() { ["kind"] = "max_pool2d", ["size"] = l.PoolSize, ["weights"] = new JsonArray() };
            case FlattenLayer:
                return new() { ["kind"] = "flatten", ["weights"] = new JsonArray() };
            default:
                throw new NotSupportedException($"{layer.GetType().Name} has no PyTorch function here.");
        }
    }

    private static string Name(Activation activation) => activation switch
    {
        Activation.Linear => "linear",
        Activation.ReLU => "relu",
        Activation.Softmax => "softmax",
        _ => throw new NotSupportedException($"The activation {activation} has no PyTorch function here."),
    };

    private static JsonArray Array(params ReadOnlySpan<int> values)
    {
        var array = new JsonArray();
        foreach (var value in values)
            array.Add((JsonNode)value);
        return array;
    }
}
