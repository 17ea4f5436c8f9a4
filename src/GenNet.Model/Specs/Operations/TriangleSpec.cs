namespace GenNet.Specs;

/// <summary>Matrices of the last two axes with 0 above a diagonal, or below it: <c>Tensor.Tril(x)</c>.</summary>
/// <param name="IsUpper">Whether what lies above is kept, and not what lies below.</param>
/// <param name="Diagonal">Which diagonal: how far it lies right of the main one.</param>
public sealed record TriangleSpec(bool IsUpper, int Diagonal) : OperationSpec
{
    /// <inheritdoc/>
    public override string Kind => IsUpper ? "Triu" : "Tril";

    /// <inheritdoc/>
    public override KernelCall KernelCall => new("Triangle");

    /// <inheritdoc/>
    public override EquatableArray<LayerArgument> Arguments => EquatableArray.Of(Argument("k", ArgumentValue.Of((long)Diagonal)));

    /// <inheritdoc/>
    public override TensorType Entering(int index, TensorType input) => base.Entering(index, Broadcast.Real(index, input));

    /// <inheritdoc/>
    public override InferredLayer Infer(EquatableArray<TensorType> inputs)
    {
        var input = inputs[0].Shape;
        return input.Rank < 2 ? throw new SpecException($"takes matrices after the batch, and the input is {input.ToKerasString()}") : new(input, None, EquatableArray.Of(
            KernelConstant.Of("RowSize", input.ElementCount),
            KernelConstant.Of("Rows", input[-2]),
            KernelConstant.Of("Columns", input[-1]),
            KernelConstant.Of("IsUpper", IsUpper),
            KernelConstant.Of("Diagonal", Diagonal)));
    }

    /// <inheritdoc/>
    public override string Write(IReadOnlyList<string> inputs) => $"Tensor.{Kind}({inputs[0]}{(Diagonal == 0 ? "" : $", {Numbers([Diagonal])}")})";
}
