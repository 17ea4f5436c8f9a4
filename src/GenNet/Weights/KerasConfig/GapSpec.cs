using GenNet.Specs;

namespace GenNet.Weights.KerasConfig;

/// <summary>A layer that GenNet has no counterpart for, in its place in the graph: a custom layer that is to be written.</summary>
/// <param name="ClassName">The class that is to be written.</param>
/// <param name="Settings">Its arguments in C#: <c>NumPatches = 64</c>.</param>
/// <param name="Output">Shape of what it yields, where the config tells; null if it must be guessed, as that of its first input.</param>
internal sealed record GapSpec(string ClassName, EquatableArray<string> Settings, TensorShape? Output) : LayerSpec
{
    /// <inheritdoc/>
    public override string Kind => ClassName;

    /// <inheritdoc/>
    public override LayerInputs Inputs => LayerInputs.Many;

    /// <inheritdoc/>
    public override EquatableArray<LayerArgument> Arguments => EquatableArray<LayerArgument>.Empty;

    /// <inheritdoc/>
    public override bool TakesRunTimeLength => true;

    /// <inheritdoc/>
    public override InferredLayer Infer(EquatableArray<TensorType> inputs) =>
        new(Output is { } shape ? new TensorType(shape, ComputeType) : inputs[0] with { DType = ComputeType }, EquatableArray<VariableSpec>.Empty, EquatableArray<KernelConstant>.Empty);

    /// <inheritdoc/>
    protected override LayerSpec? WithCallArgument(string argument, bool value) => this;
}
