namespace GenNet.Specs;

/// <summary>Axes of size 1 repeated to a shape: <c>Tensor.BroadcastTo(x, 3, 5)</c>.</summary>
/// <param name="Shape">The shape without the batch.</param>
public sealed record BroadcastToSpec(EquatableArray<int> Shape) : MoveSpec
{
    /// <inheritdoc/>
    public override string Kind => "BroadcastTo";

    /// <inheritdoc/>
    public override EquatableArray<LayerArgument> Arguments => EquatableArray.Of(Argument("shape", ArgumentValue.Of(Shape)));

    /// <inheritdoc/>
    public override Move Of(TensorShape input)
    {
        var (strides, missing) = (Move.Strides(input), Shape.Count - input.Rank);
        if (missing < 0 || Enumerable.Range(0, input.Rank).Any(axis => input[axis] != 1 && input[axis] != Shape[missing + axis]))
            throw SpecException.Of("shape", $"is {ArgumentValue.Of(Shape)}, to which the input {input.ToKerasString()} can't be repeated; sizes must be equal or 1");
        return new(Enumerable.Range(0, Shape.Count).Select(axis => Move.Along(
            axis < missing || input[axis - missing] == 1 ? 0 : strides[axis - missing], Enumerable.Range(0, Shape[axis]))).ToEquatableArray());
    }

    /// <inheritdoc/>
    public override string Write(IReadOnlyList<string> inputs) => $"Tensor.BroadcastTo({inputs[0]}, {Numbers(Shape)})";
}
