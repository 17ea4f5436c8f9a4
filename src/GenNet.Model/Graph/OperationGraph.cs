using GenNet.Operations;
using GenNet.Specs;

namespace GenNet.Graph;

/// <summary>A model's graph as operations are put into it.</summary>
/// <param name="graph">The graph.</param>
public sealed class OperationGraph(GraphAssembly graph) : IOperationGraph
{
    /// <inheritdoc/>
    public TensorType TypeOf(int value) => graph.TypeOf(value);

    /// <inheritdoc/>
    public int Add(LayerSpec operation, params int[] inputs) => graph.Call(-1, operation, inputs).FirstValue;
}
