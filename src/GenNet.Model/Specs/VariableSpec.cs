namespace GenNet.Specs;

/// <summary>One variable of a layer.</summary>
/// <param name="Name">Keras' name: <c>kernel</c>, <c>moving_mean</c>; of a layer within another one with its role there, <c>forward_layer/kernel</c>.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="IsState">Whether it is never trained, as a moving average: <c>state</c> in the contract, after the trainable ones in a file.</param>
/// <param name="Initializer">How it starts.</param>
/// <param name="L1">Weight of the L1 penalty l1·Σ|w| added to the loss (Keras' <c>L1L2</c>).</param>
/// <param name="L2">Weight of the L2 penalty l2·Σw² added to the loss (Keras' <c>L1L2</c>).</param>
public sealed record VariableSpec(
    string Name, TensorShape Shape, Initializer Initializer, bool IsState = false, double L1 = 0, double L2 = 0)
{
    /// <summary>Keras' own name of it, without what a layer that holds its layer puts before it: <c>kernel</c> of <c>forward_layer/kernel</c>.</summary>
    public string LeafName => Name.Substring(Name.LastIndexOf('/') + 1);

    /// <summary>What its elements are.</summary>
    public DType DType { get; init; }

    /// <summary>
    /// Whether it is cast to the type that the layer computes in. Variables that kernels always compute with in their own precision, as the statistics of a normalization, are not.
    /// </summary>
    public bool Autocast { get; init; } = true;

    /// <summary>Elements that start at 1, whatever the initializer: an LSTM's forget gate.</summary>
    public ElementRange Ones { get; init; }

    /// <summary>Where it lies below its layer's group in a Keras 3 weight file: <c>cell</c> for <c>layers/lstm/cell/vars/0</c>; empty for the group itself.</summary>
    public string Path { get; init; } = "";

    /// <summary>
    /// Where a Keras 3 weight file has it once more, below its layer's group: empty for the group itself, null for nowhere. A layer of Keras that takes a variable of one that it holds for its own
    /// writes it with its own, and refuses a file without.
    /// </summary>
    public string? AlsoAt { get; init; }

    /// <summary>What stands between its layer's name and its own in names of Keras: <c>lstm_cell</c> for <c>lstm/lstm_cell/kernel</c>; empty for nothing.</summary>
    public string Scope { get; init; } = "";
}

/// <summary>Elements of a variable in the order they lie in.</summary>
/// <param name="Start">The first.</param>
/// <param name="End">The one after the last.</param>
public readonly record struct ElementRange(int Start, int End);
