namespace GenNet.Specs;

/// <summary>Of each element the first value where a condition holds, else the second: <c>Tensor.Where(x > y, x, 0)</c>. Axes of size 1 are repeated.</summary>
public sealed record WhereSpec : OperationSpec
{
    /// <summary>The number in place of the first value; null for a tensor.</summary>
    public double? First { get; init; }

    /// <summary>The number in place of the second value; null for a tensor.</summary>
    public double? Second { get; init; }

    /// <inheritdoc/>
    public override string Kind => "Where";

    /// <inheritdoc/>
    public override LayerInputs Inputs => LayerInputs.Many;

    /// <inheritdoc/>
    public override EquatableArray<LayerArgument> Arguments => new[] { ("x1", First), ("x2", Second) }
        .Where(static number => number.Item2 is not null).Select(static number => Argument(number.Item1, ArgumentValue.Of(number.Item2!.Value))).ToEquatableArray();

    /// <inheritdoc/>
    public override TensorType Entering(int index, TensorType input) => index == 0 ? input with { DType = DType.Bool } : base.Entering(index, Broadcast.Real(index, input));

    /// <inheritdoc/>
    public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) => Broadcast.HasOneRank(inputs) ? this : null;

    /// <inheritdoc/>
    public override InferredLayer Infer(EquatableArray<TensorType> inputs)
    {
        var broadcast = Broadcast.Infer(inputs);
        return broadcast with
        {
            Constants = EquatableArray.Of(
            [
                .. broadcast.Constants,
                KernelConstant.Of("FirstIsNumber", First is not null),
                KernelConstant.Of("SecondIsNumber", Second is not null),
                KernelConstant.Of("First", First ?? 0),
                KernelConstant.Of("Second", Second ?? 0),
            ]),
        };
    }

    /// <inheritdoc/>
    public override string Write(IReadOnlyList<string> inputs) =>
        $"Tensor.Where({inputs[0]}, {(First is { } first ? Number(first) : inputs[1])}, {(Second is { } second ? Number(second) : inputs[inputs.Count - 1])})";
}
