namespace GenNet.Specs;

/// <summary>The operation that puts the steps of a sequence before the batch: (batch, steps, …) becomes (steps, batch, …).</summary>
internal sealed record StepsFirstSpec : LayerSpec
{
    /// <inheritdoc/>
    public override string Kind => "StepsFirst";

    /// <inheritdoc/>
    public override EquatableArray<LayerArgument> Arguments => EquatableArray<LayerArgument>.Empty;

    /// <inheritdoc/>
    public override InferredLayer Infer(EquatableArray<TensorType> inputs) => Of(inputs[0]);

    /// <summary>What follows for an operation that moves whole steps.</summary>
    public static InferredLayer Of(TensorType sequence) => new(sequence, EquatableArray<VariableSpec>.Empty, EquatableArray.Of(
        KernelConstant.Of("Steps", sequence.Shape[0]),
        KernelConstant.Of("StepBytes", sequence.Bytes / sequence.Shape[0])));
}

/// <summary>The operation that takes <see cref="StepsFirstSpec"/> back.</summary>
internal sealed record BatchFirstSpec : LayerSpec
{
    /// <inheritdoc/>
    public override string Kind => "BatchFirst";

    /// <inheritdoc/>
    public override EquatableArray<LayerArgument> Arguments => EquatableArray<LayerArgument>.Empty;

    /// <inheritdoc/>
    public override InferredLayer Infer(EquatableArray<TensorType> inputs) => StepsFirstSpec.Of(inputs[0]);
}
