using System.Globalization;

namespace GenNet.Specs;

/// <summary>A function of the elements of two tensors, or of one and a number: <c>x / y</c>, <c>1 - x</c>. Axes of size 1 are repeated.</summary>
/// <param name="Function">Which one.</param>
public sealed record PairFunctionSpec(PairFunction Function) : OperationSpec
{
    /// <summary>The number in place of one tensor; null if there are two.</summary>
    public double? Constant { get; init; }

    /// <summary>Whether the number comes first.</summary>
    public bool ConstantIsFirst { get; init; }

    /// <summary>The type of whole numbers that it computes in, exactly; null for real ones, as which whole numbers are taken then.</summary>
    public DType? Whole { get; init; }

    /// <summary>Whether it says true or false.</summary>
    public bool IsCondition => Function >= PairFunction.Greater;

    /// <summary>Whether it takes true and false.</summary>
    public bool IsLogical => Function >= PairFunction.LogicalAnd;

    /// <inheritdoc/>
    public override string Kind => Function == PairFunction.Divide ? "TrueDivide" : Function.ToString();

    /// <inheritdoc/>
    public override KernelCall KernelCall => new(Whole is null ? "PairFunction" : "WholeFunction");

    /// <inheritdoc/>
    public override bool StopsGradient => Whole is not null || IsCondition;

    /// <inheritdoc/>
    public override LayerInputs Inputs => LayerInputs.Many;

    /// <inheritdoc/>
    public override EquatableArray<LayerArgument> Arguments => Constant is { } constant
        ? EquatableArray.Of(Argument(ConstantIsFirst ? "x1" : "x2", ArgumentValue.Of(constant)))
        : EquatableArray<LayerArgument>.Empty;

    /// <inheritdoc/>
    public override TensorType Entering(int index, TensorType input) =>
        IsLogical ? input with { DType = DType.Bool } : Whole is { } type ? input with { DType = type } : base.Entering(index, input);

    /// <inheritdoc/>
    public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) => Broadcast.HasOneRank(inputs) ? this : null;

    /// <inheritdoc/>
    public override InferredLayer Infer(EquatableArray<TensorType> inputs)
    {
        var broadcast = Broadcast.Infer(inputs, IsCondition ? DType.Bool : Whole ?? DType.Float32);
        return broadcast with
        {
            Constants = EquatableArray.Of(
            [
                .. broadcast.Constants,
                KernelConstant.Of("Function", Function),
                KernelConstant.Of("HasConstant", Constant is not null),
                Whole is null ? KernelConstant.Of("Constant", Constant ?? 0) : new KernelConstant("Constant", "long", ((long)(Constant ?? 0)).ToString(CultureInfo.InvariantCulture) + "L"),
                KernelConstant.Of("ConstantIsFirst", ConstantIsFirst),
                .. Whole is null ? [] : new[] { KernelConstant.Of("IsInt64", Whole == DType.Int64) },
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
