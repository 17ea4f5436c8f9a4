using System.Globalization;

namespace GenNet.Benchmarks.Peers.OnnxRuntime;

/// <summary>The nodes of a graph and their weights, which are written when they are made.</summary>
internal sealed class OnnxNodes(ProtobufWriter graph)
{
    private const int Float = 1;

    private readonly List<OnnxNode> _nodes = [];
    private int _names;

    /// <summary>A node with one result.</summary>
    /// <returns>The result's name.</returns>
    public string Add(string operation, string[] inputs, params OnnxAttribute[] attributes) => Add(operation, inputs, output: 0, attributes);

    /// <summary>A node of which one result is taken.</summary>
    /// <param name="operation">The operator.</param>
    /// <param name="inputs">Names of values and weights.</param>
    /// <param name="output">Number of the result that is taken.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <param name="domain">Whose operator it is.</param>
    /// <returns>The result's name.</returns>
    public string Add(string operation, string[] inputs, int output, OnnxAttribute[] attributes, string domain = "")
    {
        var name = NewName("value");
        _nodes.Add(new(operation, inputs, [.. Enumerable.Repeat("", output), name], attributes) { Domain = domain });
        return name;
    }

    /// <summary>A weight.</summary>
    /// <returns>Its name.</returns>
    public string Weight(float[] values, params int[] shape)
    {
        var name = NewName("weight");
        graph.Message(5, tensor =>
        {
            foreach (var size in shape)
                tensor.Integer(1, size);
            tensor.Integer(2, Float);
            tensor.Text(8, name);
            tensor.Floats(9, values);
        });
        return name;
    }

    /// <summary>Writes all nodes; the last one's result is the graph's.</summary>
    public void End()
    {
        _nodes[^1] = _nodes[^1] with { Outputs = [.. _nodes[^1].Outputs.Select(static name => name.Length == 0 ? name : OnnxModel.Output)] };
        foreach (var node in _nodes)
            graph.Message(1, node.Write);
    }

    private string NewName(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}{_names++}");
}
