using GenNet.Specs;

namespace GenNet.Operations;

/// <summary>What operations are put into: a model's graph, of a class or of a Keras config, or tensors that are computed at once. Values are numbered.</summary>
public interface IOperationGraph
{
    /// <summary>Type of value <paramref name="value"/>, without the batch.</summary>
    TensorType TypeOf(int value);

    /// <summary>Adds an operation with one result.</summary>
    /// <returns>Number of the result.</returns>
    /// <exception cref="SpecException">It doesn't fit what it is given.</exception>
    int Add(LayerSpec operation, params int[] inputs);

    /// <summary>A result that is added once something takes it, as one of several parts that nobody may take.</summary>
    /// <param name="add">Adds it.</param>
    /// <returns>Number of the result.</returns>
    int Later(Func<int> add);
}
