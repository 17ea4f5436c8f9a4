using GenNet.Benchmarks.Peers.Networks;

namespace GenNet.Benchmarks.Peers.OnnxRuntime;

/// <summary>
/// Writes a network as an ONNX model of a fixed batch. The field numbers are those of onnx.proto; the operators are Conv, MaxPool, Flatten, Gemm, Relu and Softmax
/// of operator set 13.
/// </summary>
internal static class OnnxModel
{
    public const string Input = "input";
    public const string Output = "output";

    private const int IrVersion = 8;
    private const int OperatorSet = 13;
    private const int Float = 1;

    /// <summary>The file.</summary>
    public static byte[] Write(Network network, int batch)
    {
        var model = new ProtobufWriter();
        model.Integer(1, IrVersion);
        model.Text(2, "GenNet.Benchmarks");
        model.Message(7, graph => WriteGraph(graph, network, batch));
        model.Message(8, static operatorSet => operatorSet.Integer(2, OperatorSet));
        return model.ToArray();
    }

    /// <summary>Shape of a batch with channels first.</summary>
    public static long[] Shape(Extent row, int batch) => row.IsVector ? [batch, row.Channels] : [batch, row.Channels, row.Height, row.Width];

    private static void WriteGraph(ProtobufWriter graph, Network network, int batch)
    {
        var nodes = new OnnxNodes(graph);
        foreach (var layer in network.Layers)
        {
            switch (layer)
            {
                case ConvolutionLayer l:
                    nodes.Add("Conv", [("kernel_shape", [l.KernelSize, l.KernelSize]), ("pads", [l.Padding, l.Padding, l.Padding, l.Padding])],
                        (ChannelsFirst.Kernel(l), [l.Output.Channels, l.Input.Channels, l.KernelSize, l.KernelSize]), (l.Bias, [l.Bias.Length]));
                    AddActivation(nodes, l.Activation);
                    break;
                case DenseLayer l:
                    nodes.Add("Gemm", [], (ChannelsFirst.Kernel(l), [l.Input.Count, l.Output.Count]), (l.Bias, [l.Bias.Length]));
                    AddActivation(nodes, l.Activation);
                    break;
                case MaxPoolingLayer l:
                    nodes.Add("MaxPool", [("kernel_shape", [l.PoolSize, l.PoolSize]), ("strides", [l.PoolSize, l.PoolSize])]);
                    break;
                case FlattenLayer:
                    nodes.Add("Flatten", []);
                    break;
                default:
                    throw new NotSupportedException($"{layer.GetType().Name} has no ONNX operator here.");
            }
        }
        nodes.End();
        graph.Text(2, network.Name);
        graph.Message(11, value => WriteValue(value, Input, Shape(network.Input, batch)));
        graph.Message(12, value => WriteValue(value, Output, Shape(network.Output, batch)));
    }

    private static void AddActivation(OnnxNodes nodes, Activation activation)
    {
        switch (activation)
        {
            case Activation.Linear:
                break;
            case Activation.ReLU:
                nodes.Add("Relu", []);
                break;
            case Activation.Softmax:
                nodes.Add("Softmax", []);
                break;
            default:
                throw new NotSupportedException($"The activation {activation} has no ONNX operator here.");
        }
    }

    private static void WriteValue(ProtobufWriter value, string name, long[] shape)
    {
        value.Text(1, name);
        value.Message(2, type => type.Message(1, tensor =>
        {
            tensor.Integer(1, Float);
            tensor.Message(2, dimensions =>
            {
                foreach (var size in shape)
                    dimensions.Message(1, dimension => dimension.Integer(1, size));
            });
        }));
    }
}
