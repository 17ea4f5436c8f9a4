namespace GenNet.Specs;

/// <summary>Axes in another order: <c>Tensor.Transpose(x, 0, 2, 1)</c>.</summary>
/// <param name="Axes">Keras' axes in their new order, the batch first: 0.</param>
public sealed record TransposeSpec(EquatableArray<int> Axes) : MoveSpec
{
    /// <inheritdoc/>
    public override string Kind => "Transpose";

    /// <inheritdoc/>
    public override EquatableArray<LayerArgument> Arguments => EquatableArray.Of(Argument("axes", ArgumentValue.Of(Axes)));

    /// <inheritdoc/>
    public override Move Of(TensorShape input)
    {
        var rank = input.Rank + 1;
        var axes = Axes.Select(axis => axis < 0 ? axis + rank : axis).ToArray();
        if (axes.Length != rank || !axes.OrderBy(static axis => axis).SequenceEqual(Enumerable.Range(0, rank)) || axes[0] != 0)
            throw SpecException.Of("axes", $"is {ArgumentValue.Of(Axes)} and must name all {rank} axes of the input {input.ToKerasString()} once, the batch, 0, first");
        var strides = Move.Strides(input);
        return new(axes.Skip(1).Select(axis => Move.Along(strides[axis - 1], Enumerable.Range(0, input[axis - 1]))).ToEquatableArray());
    }

    /// <inheritdoc/>
    public override string Write(IReadOnlyList<string> inputs) => $"Tensor.Transpose({inputs[0]}, {Numbers(Axes)})";
}
