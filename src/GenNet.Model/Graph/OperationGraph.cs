using GenNet.Operations;
using GenNet.Specs;

namespace GenNet.Graph;

/// <summary>A model's graph as operations are put into it.</summary>
/// <param name="graph">The graph.</param>
public sealed class OperationGraph(GraphAssembly graph) : IOperationGraph
{
    /// <summary>Whether no mask goes through any operation, as <c>keras.ops</c> are; in a class, <c>a + b</c> is what the layer Add is, masks included.</summary>
    public bool StopsMasks { get; init; }

    /// <inheritdoc/>
    public TensorType TypeOf(int value) => graph.TypeOf(value);

    /// <inheritdoc/>
    public int Add(LayerSpec operation, params int[] inputs)
    {
        var taken = StopsMasks && operation.MaskFlow == MaskFlow.Merges ? Array.ConvertAll(inputs, WithoutMask) : inputs;
        return graph.Call(-1, operation, taken).FirstValue;
    }

    /// <inheritdoc/>
    public int Later(Func<int> add) => graph.Later(add);

    private int WithoutMask(int value) => graph.HasMask(value) ? graph.Call(-1, new WithoutMaskSpec(), [value]).FirstValue : value;
}
