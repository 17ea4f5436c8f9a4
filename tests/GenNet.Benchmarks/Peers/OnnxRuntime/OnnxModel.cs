using GenNet.Benchmarks.Peers.Networks;

namespace GenNet.Benchmarks.Peers.OnnxRuntime;

/// <summary>Writes a network as an ONNX model of a fixed batch. The field numbers are those of onnx.proto; the operators are those of operator set 17, and attention ONNX Runtime's own.</summary>
internal static class OnnxModel
{
    public const string Input = "input";
    public const string Output = "output";

    private const int IrVersion = 8;
    private const int OperatorSet = 17;
    private const int Float = 1;

    /// <summary>The file.</summary>
    public static byte[] Write(Network network, int batch)
    {
        var model = new ProtobufWriter();
        model.Integer(1, IrVersion);
        model.Text(2, "GenNet.Benchmarks");
        model.Message(7, graph => WriteGraph(graph, network, batch));
        model.Message(8, static operatorSet => operatorSet.Integer(2, OperatorSet));
        model.Message(8, static operatorSet =>
        {
            operatorSet.Text(1, OnnxLayers.ContributedDomain);
            operatorSet.Integer(2, 1);
        });
        return model.ToArray();
    }

    /// <summary>Shape of a batch as the peers have it.</summary>
    public static long[] Shape(Network network, Extent row, int batch) => [.. row.Batch(batch, network.Layout)];

    private static void WriteGraph(ProtobufWriter graph, Network network, int batch)
    {
        var nodes = new OnnxNodes(graph);
        var layers = new OnnxLayers(nodes, network);
        var values = new List<string> { Input };
        foreach (var layer in network.Layers)
            values.Add(layers.Add(layer, [.. layer.Sources.Select(source => values[source])]));
        nodes.End();
        graph.Text(2, network.Name);
        graph.Message(11, value => WriteValue(value, Input, Shape(network, network.Input, batch)));
        graph.Message(12, value => WriteValue(value, Output, Shape(network, network.Output, batch)));
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
