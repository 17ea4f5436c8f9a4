using System.Text.Json.Nodes;
using GenNet.Benchmarks.Peers.Networks;

namespace GenNet.Benchmarks.Peers.PyTorch;

/// <summary>Layers as operations.py takes them; their weights go behind <paramref name="values"/>.</summary>
internal sealed class PyTorchLayers(Network network, List<float> values)
{
    private static readonly int[] s_lstmGates = [0, 1, 2, 3];
    private static readonly int[] s_gruGates = [1, 0, 2];

    /// <summary>One layer.</summary>
    public JsonObject Describe(NetworkLayer layer)
    {
        JsonObject description = layer switch
        {
            ConvolutionLayer l => Convolution(l),
            TransposedConvolutionLayer l => TransposedConvolution(l),
            DenseLayer l => Dense(l),
            PoolingLayer l => Pooling(l),
            GlobalAveragePoolingLayer => new() { ["kind"] = "global_average_pooling" },
            BatchNormalizationLayer l => BatchNormalization(l),
            LayerNormalizationLayer l => LayerNormalization(l),
            LstmLayer l => Lstm(l),
            GruLayer l => Gru(l),
            SelfAttentionLayer l => Attention(l),
            FlattenLayer => new() { ["kind"] = "flatten" },
            BareActivationLayer => new() { ["kind"] = "identity" },
            AddLayer => new() { ["kind"] = "add" },
            ConcatenateLayer => new() { ["kind"] = "concatenate", ["axis"] = network.Layout == PeerLayout.ChannelsFirst ? 1 : -1 },
            _ => throw new NotSupportedException($"{layer.GetType().Name} has no PyTorch function here."),
        };
        description["sources"] = PyTorchRequest.Array(layer.Sources);
        description["activation"] = Name(layer.Activation);
        return description;
    }

    private static string Name(Activation activation) => activation switch
    {
        Activation.Linear => "linear",
        Activation.ReLU => "relu",
        Activation.ReLU6 => "relu6",
        Activation.Softmax => "softmax",
        _ => throw new NotSupportedException($"The activation {activation} has no PyTorch function here."),
    };

    private JsonObject Convolution(ConvolutionLayer l) => new()
    {
        ["kind"] = "convolution",
        ["stride"] = l.Window.Stride,
        ["before"] = PyTorchRequest.Array(l.Window.Before),
        ["after"] = PyTorchRequest.Array(l.Window.After),
        ["groups"] = l.Groups,
        ["weights"] = Weights(
        [
            (ChannelsFirst.Kernel(l.Kernel, l.Window.Taps, l.Output.Channels), [l.Output.Channels, l.Input.Channels / l.Groups, .. l.Window.Outputs.Select(_ => l.Window.Size)]),
            .. Vectors(l.Bias is null ? [] : [l.Bias]),
        ]),
    };

    private JsonObject TransposedConvolution(TransposedConvolutionLayer l) => new()
    {
        ["kind"] = "transposed_convolution",
        ["stride"] = l.Window.Stride,
        ["padding"] = PyTorchRequest.Array(l.Window.Before),
        ["weights"] = Weights(
        [
            (ChannelsFirst.Kernel(l.Kernel, l.Window.Taps, l.Input.Channels), [l.Input.Channels, l.Output.Channels, .. l.Window.Outputs.Select(_ => l.Window.Size)]),
            .. Vectors(l.Bias),
        ]),
    };

    private JsonObject Dense(DenseLayer l) => new()
    {
        ["kind"] = "dense",
        ["weights"] = Weights([(ChannelsFirst.Transpose(ChannelsFirst.Kernel(network, l), l.Features, l.Output.Channels), [l.Output.Channels, l.Features]), .. Vectors(l.Bias)]),
    };

    private JsonObject BatchNormalization(BatchNormalizationLayer l) => new()
    {
        ["kind"] = "batch_normalization",
        ["epsilon"] = NormalizationDefaults.Epsilon,
        ["momentum"] = 1 - NormalizationDefaults.Momentum,
        ["weights"] = Weights(Vectors(l.Gamma, l.Beta, l.MovingMean, l.MovingVariance)),
        ["frozen"] = 2,
    };

    private JsonObject LayerNormalization(LayerNormalizationLayer l) => new()
    {
        ["kind"] = "layer_normalization",
        ["epsilon"] = NormalizationDefaults.Epsilon,
        ["weights"] = Weights(Vectors(l.Gamma, l.Beta)),
    };

    // PyTorch has a second bias, which is nothing but one more summand.
    private JsonObject Lstm(LstmLayer l) => new()
    {
        ["kind"] = "lstm",
        ["units"] = l.Units,
        ["weights"] = Weights([.. Matrices(l, s_lstmGates), .. Vectors(RecurrentGates.Reorder(l.Bias, s_lstmGates), new float[l.Bias.Length])]),
        ["frozen"] = 1,
    };

    private JsonObject Gru(GruLayer l) => new()
    {
        ["kind"] = "gru",
        ["units"] = l.Units,
        ["weights"] = Weights([.. Matrices(l, s_gruGates), .. Vectors([.. l.Bias.Chunk(l.Bias.Length / 2).Select(static half => RecurrentGates.Reorder(half, s_gruGates))])]),
    };

    // The three projections of the input are one product, as in torch.nn.MultiheadAttention.
    private JsonObject Attention(SelfAttentionLayer l)
    {
        var features = l.Output.Channels;
        float[] Transposed(Projection projection) => ChannelsFirst.Transpose(projection.Kernel, features, features);
        return new()
        {
            ["kind"] = "attention",
            ["heads"] = l.Heads,
            ["weights"] = Weights(
            [
                ([.. Transposed(l.Query), .. Transposed(l.Key), .. Transposed(l.Value)], [3 * features, features]),
                .. Vectors([.. l.Query.Bias, .. l.Key.Bias, .. l.Value.Bias]),
                (Transposed(l.Result), [features, features]),
                .. Vectors(l.Result.Bias),
            ]),
        };
    }

    private static JsonObject Pooling(PoolingLayer l) => new()
    {
        ["kind"] = l.IsAverage ? "average_pooling" : "max_pooling",
        ["size"] = l.Window.Size,
        ["stride"] = l.Window.Stride,
        ["padding"] = PyTorchRequest.Array(l.Window.Before),
    };

    private static (float[] Values, int[] Shape)[] Matrices(RecurrentLayer l, int[] gates) =>
    [
        (RecurrentGates.Kernel(l.Kernel, l.Units, gates), [gates.Length * l.Units, l.Input.Channels]),
        (RecurrentGates.Kernel(l.RecurrentKernel, l.Units, gates), [gates.Length * l.Units, l.Units]),
    ];

    private static (float[] Values, int[] Shape)[] Vectors(params float[][] vectors) => [.. vectors.Select(static vector => (vector, new[] { vector.Length }))];

    private JsonArray Weights((float[] Values, int[] Shape)[] weights)
    {
        var shapes = new JsonArray();
        foreach (var (weight, shape) in weights)
        {
            values.AddRange(weight);
            shapes.Add((JsonNode)PyTorchRequest.Array(shape));
        }
        return shapes;
    }
}
