using System.Globalization;

namespace GenNet.Benchmarks.Peers.OnnxRuntime;

/// <summary>The nodes of a graph, each on the result of the one before.</summary>
internal sealed class OnnxNodes(ProtobufWriter graph)
{
    private const int Float = 1;
    private const int AttributeOfIntegers = 7;

    private string _value = OnnxModel.Input;
    private int _count;
    private Action<ProtobufWriter, string>? _last;

    /// <summary>A node with its integer attributes and its weights.</summary>
    public void Add(string operation, (string Name, int[] Values)[] attributes, params (float[] Values, int[] Shape)[] weights)
    {
        Flush(string.Create(CultureInfo.InvariantCulture, $"value{_count++}"));
        var names = weights.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"weight{_count}.{i}")).ToArray();
        for (var i = 0; i < weights.Length; i++)
            WriteWeight(names[i], weights[i].Values, weights[i].Shape);
        var input = _value;
        _last = (node, output) =>
        {
            node.Text(1, input);
            foreach (var name in names)
                node.Text(1, name);
            node.Text(2, output);
            node.Text(4, operation);
            foreach (var (name, values) in attributes)
            {
                node.Message(5, attribute =>
                {
                    attribute.Text(1, name);
                    foreach (var value in values)
                        attribute.Integer(8, value);
                    attribute.Integer(20, AttributeOfIntegers);
                });
            }
        };
    }

    /// <summary>Makes the last node's result the graph's.</summary>
    public void End() => Flush(OnnxModel.Output);

    // A node is written when it is known whether its result is the graph's.
    private void Flush(string output)
    {
        if (_last is not { } write)
            return;
        graph.Message(1, node => write(node, output));
        _value = output;
    }

    private void WriteWeight(string name, float[] values, int[] shape) => graph.Message(5, tensor =>
    {
        foreach (var size in shape)
            tensor.Integer(1, size);
        tensor.Integer(2, Float);
        tensor.Text(8, name);
        tensor.Floats(9, values);
    });
}
