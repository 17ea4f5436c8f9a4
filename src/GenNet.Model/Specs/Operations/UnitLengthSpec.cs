namespace GenNet.Specs;

/// <summary>Vectors along an axis divided by their length: <c>Tensor.Normalize(x)</c>.</summary>
/// <param name="Axis">Keras' axis.</param>
public sealed record UnitLengthSpec(int Axis) : OperationSpec
{
    /// <inheritdoc/>
    public override string Kind => "Normalize";

    /// <inheritdoc/>
    public override KernelCall KernelCall => new("UnitLength");

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
            KernelConstant.Of("Inner", input.Dimensions.Skip(position + 1).Aggregate(1L, static (product, size) => product * size))));
    }

    /// <inheritdoc/>
    public override string Write(IReadOnlyList<string> inputs) => $"Tensor.Normalize({inputs[0]}, axis: {Numbers([Axis])})";
}
