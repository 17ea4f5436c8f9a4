using GenNet.Specs;

namespace GenNet.Weights.KerasConfig;

/// <summary>A layer behind one that is to be written, whose output's shape nobody knows yet: what it takes and yields by name, and a shape in place of its own.</summary>
/// <param name="Layer">The layer.</param>
internal sealed record BehindGapSpec(LayerSpec Layer) : LayerSpec
{
    /// <inheritdoc/>
    public override string Kind => Layer.Kind;

    /// <inheritdoc/>
    public override LayerInputs Inputs => Layer.Inputs;

    /// <inheritdoc/>
    public override LayerOutputs Outputs => Layer.Outputs;

    /// <inheritdoc/>
    public override EquatableArray<LayerArgument> Arguments => Layer.Arguments;

    /// <inheritdoc/>
    public override EquatableArray<LayerArgument> CallArguments => Layer.CallArguments;

    /// <inheritdoc/>
    public override bool TakesRunTimeLength => true;

    /// <inheritdoc/>
    public override InferredLayer Infer(EquatableArray<TensorType> inputs) => new(
        Layer.Outputs.Names.Select(_ => inputs[0] with { DType = ComputeType }).ToEquatableArray(), EquatableArray<VariableSpec>.Empty, EquatableArray<KernelConstant>.Empty);
}
