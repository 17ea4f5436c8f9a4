namespace GenNet.Specs;

/// <summary>A function of the elements of two tensors, or of one and a number: <c>x / y</c>, <c>1 - x</c>. Axes of size 1 are repeated.</summary>
/// <param name="Function">Which one.</param>
public sealed record PairFunctionSpec(PairFunction Function) : OperationSpec
{
    /// <summary>The number in place of one tensor; null if there are two.</summary>
    public double? Constant { get; init; }

    /// <summary>Whether the number comes first.</summary>
    public bool ConstantIsFirst { get; init; }

    /// <summary>Whether it says true or false.</summary>
    public bool IsCondition => Function >= PairFunction.Greater;

    /// <summary>Whether it takes true and false.</summary>
    public bool IsLogical => Function >= PairFunction.LogicalAnd;

    /// <inheritdoc/>
    public override string Kind => Function == PairFunction.Divide ? "TrueDivide" : Function.ToString();

    /// <inheritdoc/>
    public override KernelCall KernelCall => new("PairFunction");

    /// <inheritdoc/>
    public override LayerInputs Inputs => LayerInputs.Many;

    /// <inheritdoc/>
    public override MaskFlow MaskFlow => MaskFlow.Merges;

    /// <inheritdoc/>
    public override MaskSpec? MergeMasks(EquatableArray<TensorType> inputs, EquatableArray<TensorType> masks) => LogicalOrSpec.Of(masks);

    /// <inheritdoc/>
    public override EquatableArray<LayerArgument> Arguments => Constant is { } constant
        ? EquatableArray.Of(Argument(ConstantIsFirst ? "x1" : "x2", ArgumentValue.Of(constant)))
        : EquatableArray<LayerArgument>.Empty;

    /// <inheritdoc/>
    public override TensorType Entering(int index, TensorType input) =>
        IsLogical ? input with { DType = DType.Bool } : base.Entering(index, IsCondition ? input : Broadcast.Real(index, input));

    /// <inheritdoc/>
    public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) => Broadcast.HasOneRank(inputs) ? this : null;

    /// <inheritdoc/>
    public override InferredLayer Infer(EquatableArray<TensorType> inputs)
    {
        var broadcast = Broadcast.Infer(inputs, IsCondition ? DType.Bool : DType.Float32);
        return broadcast with
        {
            Constants = EquatableArray.Of(
            [
                .. broadcast.Constants,
                KernelConstant.Of("Function", Function),
                KernelConstant.Of("HasConstant", Constant is not null),
                KernelConstant.Of("Constant", Constant ?? 0),
                KernelConstant.Of("ConstantIsFirst", ConstantIsFirst),
            ]),
        };
    }

    /// <inheritdoc/>
    public override string Write(IReadOnlyList<string> inputs)
    {
        var (left, right) = Constant is not { } constant ? (inputs[0], inputs[1]) : ConstantIsFirst ? (Number(constant), inputs[0]) : (inputs[0], Number(constant));
        return Function switch
        {
            PairFunction.Add => $"{left} + {right}",
            PairFunction.Subtract => $"{left} - {right}",
            PairFunction.Multiply => $"{left} * {right}",
            PairFunction.Divide => $"{left} / {right}",
            PairFunction.Greater => $"{left} > {right}",
            PairFunction.GreaterEqual => $"{left} >= {right}",
            PairFunction.Less => $"{left} < {right}",
            PairFunction.LessEqual => $"{left} <= {right}",
            _ => $"Tensor.{Function}({left}, {right})",
        };
    }
}
