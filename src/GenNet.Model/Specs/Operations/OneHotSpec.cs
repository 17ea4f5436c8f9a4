namespace GenNet.Specs;

/// <summary>A vector for each whole number, 1 at its place and 0 elsewhere; all 0 for a number that has none: <c>Tensor.OneHot(ids, 10)</c>.</summary>
/// <param name="NumClasses">Size of a vector.</param>
/// <param name="Axis">Keras' axis of the output that they lie along.</param>
public sealed record OneHotSpec(int NumClasses, int Axis = -1) : OperationSpec
{
    /// <inheritdoc/>
    public override string Kind => "OneHot";

    /// <inheritdoc/>
    public override EquatableArray<LayerArgument> Arguments => EquatableArray.Of(Argument("num_classes", ArgumentValue.Of((long)NumClasses)), Argument("axis", ArgumentValue.Of((long)Axis)));

    /// <inheritdoc/>
    public override TensorType Entering(int index, TensorType input) => input.DType.IsFloating() || input.DType == DType.Bool
        ? throw new SpecException($"takes whole numbers, and the input is {input}; cast it before")
        : input;

    /// <inheritdoc/>
    public override InferredLayer Infer(EquatableArray<TensorType> inputs)
    {
        if (NumClasses < 1)
            throw SpecException.Of("num_classes", $"is {NumClasses} and must be at least 1");
        var input = inputs[0].Shape;
        var position = KerasAxis.WithoutBatch(Axis, TensorShape.Of([.. input.Dimensions, NumClasses]), "axis");
        return new(TensorShape.Of([.. input.Dimensions.Take(position), NumClasses, .. input.Dimensions.Skip(position)]), None, EquatableArray.Of(
            KernelConstant.Of("RowSize", input.ElementCount),
            KernelConstant.Of("Classes", NumClasses),
            KernelConstant.Of("Inner", input.Dimensions.Skip(position).Aggregate(1L, static (product, size) => product * size)),
            KernelConstant.Of("IsInt64", inputs[0].DType == DType.Int64)));
    }

    /// <inheritdoc/>
    public override string Write(IReadOnlyList<string> inputs) => $"Tensor.OneHot({inputs[0]}, {Numbers([NumClasses])}{(Axis == -1 ? "" : $", axis: {Numbers([Axis])}")})";
}
