namespace GenNet.Specs;

/// <summary>The operation that puts the steps of a sequence into reverse order.</summary>
internal sealed record SequenceReversalSpec : LayerSpec
{
    /// <inheritdoc/>
    public override string Kind => "SequenceReversal";

    /// <inheritdoc/>
    public override EquatableArray<LayerArgument> Arguments => EquatableArray<LayerArgument>.Empty;

    /// <inheritdoc/>
    public override InferredLayer Infer(EquatableArray<TensorType> inputs) => new(inputs[0], EquatableArray<VariableSpec>.Empty, EquatableArray.Of(
        KernelConstant.Of("Steps", inputs[0].Shape[0]),
        KernelConstant.Of("StepSize", inputs[0].Shape.ElementCount / inputs[0].Shape[0])));
}
