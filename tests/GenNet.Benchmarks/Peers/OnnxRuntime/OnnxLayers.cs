using GenNet.Benchmarks.Peers.Networks;

namespace GenNet.Benchmarks.Peers.OnnxRuntime;

/// <summary>The nodes of each layer of a network.</summary>
internal sealed class OnnxLayers(OnnxNodes nodes, Network network)
{
    /// <summary>ONNX Runtime's own operators.</summary>
    public const string ContributedDomain = "com.microsoft";

    private static readonly int[] s_lstmGates = [0, 3, 1, 2];
    private static readonly int[] s_gruGates = [0, 1, 2];

    /// <summary>Adds a layer.</summary>
    /// <returns>The name of its result.</returns>
    public string Add(NetworkLayer layer, string[] inputs) => Activate(layer.Activation, layer switch
    {
        ConvolutionLayer l => nodes.Add("Conv", [inputs[0], .. Kernel(l)], [.. Geometry(l.Window), new("group", l.Groups)]),
        TransposedConvolutionLayer l => nodes.Add("ConvTranspose", [inputs[0], .. Kernel(l)], Geometry(l.Window)),
        DenseLayer l => Dense(l, inputs[0]),
        PoolingLayer l => nodes.Add(l.IsAverage ? "AveragePool" : "MaxPool", inputs, Geometry(l.Window)),
        GlobalAveragePoolingLayer => nodes.Add("Flatten", [nodes.Add("GlobalAveragePool", inputs)]),
        BatchNormalizationLayer l => nodes.Add(
            "BatchNormalization", [inputs[0], .. l.Variables.Select(values => nodes.Weight(values, values.Length))], new OnnxAttribute("epsilon", NormalizationDefaults.Epsilon)),
        LayerNormalizationLayer l => nodes.Add(
            "LayerNormalization", [inputs[0], .. l.Variables.Select(values => nodes.Weight(values, values.Length))], new OnnxAttribute("epsilon", NormalizationDefaults.Epsilon)),
        LstmLayer l => Recurrent(l, "LSTM", inputs[0], s_lstmGates, [.. RecurrentGates.Reorder(l.Bias, s_lstmGates), .. new float[l.Bias.Length]]),
        GruLayer l => Recurrent(l, "GRU", inputs[0], s_gruGates, l.Bias, new OnnxAttribute("linear_before_reset", 1)),
        SelfAttentionLayer l => Attention(l, inputs[0]),
        FlattenLayer => nodes.Add("Flatten", inputs),
        BareActivationLayer => inputs[0],
        AddLayer => nodes.Add("Add", inputs),
        ConcatenateLayer => nodes.Add("Concat", inputs, new OnnxAttribute("axis", network.Layout == PeerLayout.ChannelsFirst ? 1 : -1)),
        _ => throw new NotSupportedException($"{layer.GetType().Name} has no ONNX operator here."),
    });

    private static OnnxAttribute[] Geometry(Window window) =>
    [
        new("kernel_shape", window.Outputs.Select(_ => window.Size)),
        new("strides", window.Outputs.Select(_ => window.Stride)),
        new("pads", [.. window.Before, .. window.After]),
    ];

    private string[] Kernel(ConvolutionLayer l)
    {
        var kernel = nodes.Weight(
            ChannelsFirst.Kernel(l.Kernel, l.Window.Taps, l.Output.Channels), [l.Output.Channels, l.Input.Channels / l.Groups, .. l.Window.Outputs.Select(_ => l.Window.Size)]);
        return l.Bias is null ? [kernel] : [kernel, nodes.Weight(l.Bias, l.Bias.Length)];
    }

    private string[] Kernel(TransposedConvolutionLayer l) =>
    [
        nodes.Weight(ChannelsFirst.Kernel(l.Kernel, l.Window.Taps, l.Input.Channels), [l.Input.Channels, l.Output.Channels, .. l.Window.Outputs.Select(_ => l.Window.Size)]),
        nodes.Weight(l.Bias, l.Bias.Length),
    ];

    // Gemm takes matrices only.
    private string Dense(DenseLayer l, string input)
    {
        var kernel = nodes.Weight(ChannelsFirst.Kernel(network, l), l.Features, l.Output.Channels);
        var bias = nodes.Weight(l.Bias, l.Bias.Length);
        return l.Output.Axes.Length == 0 ? nodes.Add("Gemm", [input, kernel, bias]) : nodes.Add("Add", [nodes.Add("MatMul", [input, kernel]), bias]);
    }

    // The operator has time before the batch, and its last state is [directions, batch, units].
    private string Recurrent(RecurrentLayer l, string operation, string input, int[] gates, float[] bias, params OnnxAttribute[] attributes)
    {
        var steps = nodes.Add("Transpose", [input], new OnnxAttribute("perm", [1, 0, 2]));
        var kernel = nodes.Weight(RecurrentGates.Kernel(l.Kernel, l.Units, gates), 1, gates.Length * l.Units, l.Input.Channels);
        var recurrent = nodes.Weight(RecurrentGates.Kernel(l.RecurrentKernel, l.Units, gates), 1, gates.Length * l.Units, l.Units);
        var last = nodes.Add(operation, [steps, kernel, recurrent, nodes.Weight(bias, 1, bias.Length)], output: 1, [new("hidden_size", l.Units), .. attributes]);
        return nodes.Add("Flatten", [last], new OnnxAttribute("axis", 2));
    }

    // What ONNX Runtime's optimizer of transformers makes of the operators that exporters write.
    private string Attention(SelfAttentionLayer l, string input)
    {
        string Product(Projection projection, string from) => nodes.Add("MatMul", [from, nodes.Weight(projection.Kernel, projection.Kernel.Length / projection.Bias.Length, projection.Bias.Length)]);
        float[] biases = [.. l.Query.Bias, .. l.Key.Bias, .. l.Value.Bias];
        var attended = nodes.Add(
            "MultiHeadAttention", [Product(l.Query, input), Product(l.Key, input), Product(l.Value, input), nodes.Weight(biases, biases.Length)],
            output: 0, [new("num_heads", l.Heads)], ContributedDomain);
        return nodes.Add("Add", [Product(l.Result, attended), nodes.Weight(l.Result.Bias, l.Result.Bias.Length)]);
    }

    private string Activate(Activation activation, string value) => activation switch
    {
        Activation.Linear => value,
        Activation.ReLU => nodes.Add("Relu", [value]),
        Activation.ReLU6 => nodes.Add("Clip", [value, nodes.Weight([0]), nodes.Weight([6])]),
        Activation.Softmax => nodes.Add("Softmax", [value]),
        _ => throw new NotSupportedException($"The activation {activation} has no ONNX operator here."),
    };
}
