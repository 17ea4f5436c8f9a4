namespace GenNet.Benchmarks.Peers.OnnxRuntime;

/// <summary>A node of a graph: onnx.proto's NodeProto.</summary>
/// <param name="Operation">The operator.</param>
/// <param name="Inputs">Values and weights.</param>
/// <param name="Outputs">Values; an empty name is one that nobody takes.</param>
/// <param name="Attributes">Its attributes.</param>
internal sealed record OnnxNode(string Operation, string[] Inputs, string[] Outputs, OnnxAttribute[] Attributes)
{
    /// <summary>Whose operator it is; ONNX's own if empty.</summary>
    public string Domain { get; init; } = "";

    public void Write(ProtobufWriter node)
    {
        foreach (var input in Inputs)
            node.Text(1, input);
        foreach (var output in Outputs)
            node.Text(2, output);
        node.Text(4, Operation);
        foreach (var attribute in Attributes)
            node.Message(5, attribute.Write);
        if (Domain.Length > 0)
            node.Text(7, Domain);
    }
}
