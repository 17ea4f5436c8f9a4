namespace GenNet.Specs;

/// <summary>What follows from a layer's arguments and the shapes of its inputs (batch left out everywhere).</summary>
/// <param name="Output">Shape of the output.</param>
/// <param name="Variables">Own variables in Keras' order: trainable ones first, then state.</param>
/// <param name="Constants">Members of the layer's shape interface.</param>
public sealed record InferredLayer(
    TensorShape Output, EquatableArray<VariableSpec> Variables, EquatableArray<KernelConstant> Constants)
{
    /// <summary>float32 values per batch row that training keeps from forward to backward: the kernels' <c>saved</c>.</summary>
    public int SavedPerRow { get; init; }

    /// <summary>float32 values per batch that training keeps from forward to backward, whatever its size: the kernels' <c>savedFixed</c>.</summary>
    public int SavedFixed { get; init; }

    /// <summary>Whether the kernels draw random numbers: their shape struct then has a member <c>Stream</c>, the number of the call in the model.</summary>
    public bool NeedsRandomStream { get; init; }

    /// <summary>When the output is the input's own memory and no kernel is called.</summary>
    public Identity Identity { get; init; }
}

/// <summary>When a layer hands on its input untouched.</summary>
public enum Identity
{
    /// <summary>Never.</summary>
    Never,
    /// <summary>At inference, as Dropout.</summary>
    Inference,
    /// <summary>Always, as Flatten.</summary>
    Always,
}
