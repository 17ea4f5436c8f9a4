namespace GenNet.Specs;

/// <summary>Whether something doesn't hold: <c>Tensor.LogicalNot(mask)</c>.</summary>
public sealed record LogicalNotSpec : OperationSpec
{
    /// <inheritdoc/>
    public override string Kind => "LogicalNot";

    /// <inheritdoc/>
    public override EquatableArray<LayerArgument> Arguments => EquatableArray<LayerArgument>.Empty;

    /// <inheritdoc/>
    public override TensorType Entering(int index, TensorType input) => input with { DType = DType.Bool };

    /// <inheritdoc/>
    public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) => this;

    /// <inheritdoc/>
    public override InferredLayer Infer(EquatableArray<TensorType> inputs) =>
        new(inputs[0] with { DType = DType.Bool }, None, EquatableArray.Of(KernelConstant.Of("RowSize", inputs[0].Shape.ElementCount)));

    /// <inheritdoc/>
    public override string Write(IReadOnlyList<string> inputs) => $"Tensor.LogicalNot({inputs[0]})";
}
