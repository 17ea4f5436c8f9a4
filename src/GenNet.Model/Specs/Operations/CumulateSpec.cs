namespace GenNet.Specs;

/// <summary>Sums of the elements up to each along an axis, or products: <c>Tensor.Cumsum(x, axis: 1)</c>.</summary>
/// <param name="IsProduct">Whether they are products.</param>
/// <param name="Axis">Keras' axis.</param>
public sealed record CumulateSpec(bool IsProduct, int Axis) : OperationSpec
{
    /// <inheritdoc/>
    public override string Kind => IsProduct ? "Cumprod" : "Cumsum";

    /// <inheritdoc/>
    public override KernelCall KernelCall => new("Cumulate");

    /// <inheritdoc/>
    public override EquatableArray<LayerArgument> Arguments => EquatableArray.Of(Argument("axis", ArgumentValue.Of((long)Axis)));

    /// <inheritdoc/>
    public override TensorType Entering(int index, TensorType input) => base.Entering(index, Broadcast.Real(index, input));

    /// <inheritdoc/>
    public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) =>
        KerasAxis.OnTimestep(Axis, inputs[0].Shape, "axis") is { } axis ? this with { Axis = axis } : null;

    /// <inheritdoc/>
    public override InferredLayer Infer(EquatableArray<TensorType> inputs)
    {
        var input = inputs[0].Shape;
        var position = KerasAxis.WithoutBatch(Axis, input, "axis");
        return new(input, None, EquatableArray.Of(
            KernelConstant.Of("RowSize", input.ElementCount),
            KernelConstant.Of("Depth", input[position]),
            KernelConstant.Of("Inner", input.Dimensions.Skip(position + 1).Aggregate(1L, static (product, size) => product * size)),
            KernelConstant.Of("IsProduct", IsProduct)));
    }

    /// <inheritdoc/>
    public override string Write(IReadOnlyList<string> inputs) => $"Tensor.{Kind}({inputs[0]}, axis: {Numbers([Axis])})";
}
