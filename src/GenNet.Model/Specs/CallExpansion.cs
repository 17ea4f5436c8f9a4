namespace GenNet.Specs;

/// <summary>Takes the calls that a call of a layer with content consists of. Values are numbered.</summary>
public abstract class CallExpansion
{
    /// <summary>In place of the number of an input that is left out.</summary>
    public const int Absent = -1;

    /// <summary>Type of value <paramref name="value"/>; <see cref="TensorType.None"/> for one that is left out.</summary>
    public abstract TensorType TypeOf(int value);

    /// <summary>Calls content number <paramref name="content"/>.</summary>
    /// <returns>Numbers of its results.</returns>
    public abstract IReadOnlyList<int> Call(int content, IReadOnlyList<int> inputs);

    /// <summary>Calls content number <paramref name="content"/> for each step of a sequence, the first axis of all inputs and outputs.</summary>
    /// <param name="content">Its number.</param>
    /// <param name="inputs">Values that all have the steps. A layer whose rows depend on each other (<see cref="LayerSpec.DependsOnBatch"/>) takes one step after the other, others all at once.</param>
    /// <returns>Numbers of its results.</returns>
    public abstract IReadOnlyList<int> CallEachStep(int content, IReadOnlyList<int> inputs);

    /// <summary>An operation with one result.</summary>
    /// <param name="operation">The operation, as a layer.</param>
    /// <param name="inputs">What it takes.</param>
    /// <param name="name">What generated code calls it after the layer's own name; empty for that alone.</param>
    public abstract int Operation(LayerSpec operation, IReadOnlyList<int> inputs, string name = "");
}
