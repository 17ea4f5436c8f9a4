namespace GenNet.Specs;

/// <summary>The operation that puts the steps of a sequence, or of its mask, into reverse order.</summary>
public sealed record SequenceReversalSpec : LayerSpec
{
    /// <inheritdoc/>
    public override string Kind => "SequenceReversal";

    /// <inheritdoc/>
    public override EquatableArray<LayerArgument> Arguments => EquatableArray<LayerArgument>.Empty;

    /// <inheritdoc/>
    public override bool KeepsType => true;

    /// <inheritdoc/>
    public override bool TakesRunTimeLength => true;

    /// <inheritdoc/>
    public override InferredLayer Infer(EquatableArray<TensorType> inputs) => new(inputs[0], EquatableArray<VariableSpec>.Empty, EquatableArray.Of(
        KernelConstant.Of("Steps", inputs[0].Shape[0]),
        KernelConstant.Of("HasRunTimeLength", inputs[0].HasRunTimeLength),
        KernelConstant.Of("StepBytes", inputs[0].Bytes / inputs[0].Shape[0])));
}
