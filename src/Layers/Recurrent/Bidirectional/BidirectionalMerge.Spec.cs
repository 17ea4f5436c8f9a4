namespace GenNet.Specs;

/// <summary>The operation that makes one output of those of a Bidirectional's two layers.</summary>
/// <param name="MergeMode">How; not <see cref="GenNet.MergeMode.None"/>.</param>
/// <param name="IsSequence">Whether the outputs are sequences: the second is then in the reverse order of time.</param>
internal sealed record BidirectionalMergeSpec(MergeMode MergeMode, bool IsSequence) : LayerSpec
{
    private static readonly LayerInputs s_inputs = new(EquatableArray.Of("forward", "backward"), 2, IsVariadic: false);

    /// <inheritdoc/>
    public override string Kind => "BidirectionalMerge";

    /// <inheritdoc/>
    public override LayerInputs Inputs => s_inputs;

    /// <inheritdoc/>
    public override EquatableArray<LayerArgument> Arguments => EquatableArray<LayerArgument>.Empty;

    /// <inheritdoc/>
    public override bool TakesRunTimeLength => true;

    /// <inheritdoc/>
    public override InferredLayer Infer(EquatableArray<TensorType> inputs)
    {
        var (forward, backward) = (inputs[0].Shape, inputs[1].Shape);
        if (MergeMode != MergeMode.Concat && forward != backward)
        {
            throw SpecException.Of("merge_mode", $"is {ArgumentValue.Of(MergeMode)}, which takes two outputs of one shape, and they are {forward.ToKerasString()} and {backward.ToKerasString()}; use {ArgumentValue.Of(MergeMode.Concat)}, or as many units in both");
        }
        int[] output = [.. forward.Dimensions.Take(forward.Rank - 1), MergeMode == MergeMode.Concat ? checked(forward[-1] + backward[-1]) : forward[-1]];
        return new(new TensorType(TensorShape.Of(output)) { HasRunTimeLength = inputs[0].HasRunTimeLength }, EquatableArray<VariableSpec>.Empty, EquatableArray.Of(
            KernelConstant.Of("Steps", IsSequence ? forward[0] : 1L),
            KernelConstant.Of("HasRunTimeLength", inputs[0].HasRunTimeLength),
            KernelConstant.Of("ForwardSize", forward.ElementCount / (IsSequence ? forward[0] : 1)),
            KernelConstant.Of("BackwardSize", backward.ElementCount / (IsSequence ? backward[0] : 1)),
            KernelConstant.Of("MergeMode", MergeMode)));
    }
}
