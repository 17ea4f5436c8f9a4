namespace GenNet.Specs;

/// <summary>The elements whose places along two axes differ by a number, in place of both a last axis: <c>Tensor.Diagonal(x, axis1: 1, axis2: 2)</c>.</summary>
/// <param name="Offset">By how much the place along the second axis is above that along the first.</param>
/// <param name="Axis1">Keras' first axis.</param>
/// <param name="Axis2">Keras' second axis.</param>
public sealed record DiagonalSpec(int Offset, int Axis1, int Axis2) : MoveSpec
{
    /// <inheritdoc/>
    public override string Kind => "Diagonal";

    /// <inheritdoc/>
    public override EquatableArray<LayerArgument> Arguments =>
        EquatableArray.Of(Argument("offset", ArgumentValue.Of((long)Offset)), Argument("axis1", ArgumentValue.Of((long)Axis1)), Argument("axis2", ArgumentValue.Of((long)Axis2)));

    /// <inheritdoc/>
    public override Move Of(TensorShape input)
    {
        var (first, second) = (KerasAxis.WithoutBatch(Axis1, input, "axis1"), KerasAxis.WithoutBatch(Axis2, input, "axis2"));
        if (first == second)
            throw SpecException.Of("axis2", $"is {Axis2}, which is the first axis too; a diagonal is of two");
        var (row, column) = (Math.Max(0, -Offset), Math.Max(0, Offset));
        var count = Math.Min(input[first] - row, input[second] - column);
        if (count < 1)
            throw SpecException.Of("offset", $"is {Offset}, and the axes of {input[first]} and {input[second]} values have no such diagonal");
        var strides = Move.Strides(input);
        var others = Enumerable.Range(0, input.Rank).Where(axis => axis != first && axis != second).Select(axis => Move.Along(strides[axis], Enumerable.Range(0, input[axis])));
        return new(EquatableArray.Of([.. others, Move.Along(strides[first] + strides[second], Enumerable.Range(0, count))]))
        {
            Start = (row * strides[first]) + (column * strides[second]),
        };
    }

    /// <inheritdoc/>
    public override string Write(IReadOnlyList<string> inputs) =>
        $"Tensor.Diagonal({inputs[0]}, {(Offset == 0 ? "" : $"offset: {Numbers([Offset])}, ")}axis1: {Numbers([Axis1])}, axis2: {Numbers([Axis2])})";
}
