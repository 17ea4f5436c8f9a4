namespace GenNet.Specs;

/// <summary>The same values without the mask that flows with them: <c>Tensor.WithoutMask(x)</c>. Operations of <c>keras.ops</c> have no masks, the layers of the same meaning do.</summary>
public sealed record WithoutMaskSpec : OperationSpec
{
    /// <inheritdoc/>
    public override string Kind => "WithoutMask";

    /// <inheritdoc/>
    public override bool KeepsType => true;

    /// <inheritdoc/>
    public override EquatableArray<LayerArgument> Arguments => EquatableArray<LayerArgument>.Empty;

    /// <inheritdoc/>
    public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) => this;

    /// <inheritdoc/>
    public override InferredLayer Infer(EquatableArray<TensorType> inputs) => new(inputs[0], None, EquatableArray<KernelConstant>.Empty) { Identity = Identity.Always };

    /// <inheritdoc/>
    public override string Write(IReadOnlyList<string> inputs) => $"Tensor.WithoutMask({inputs[0]})";
}
