namespace GenNet.Specs;

/// <summary>The input's elements at other places of an axis, or of several: flipped, rolled, repeated, padded.</summary>
/// <param name="Name">Keras' name of the operation.</param>
/// <param name="Given">What it is given besides the tensor, by Keras' names.</param>
/// <param name="Places">For each axis that changes, without the batch, the places it takes.</param>
/// <param name="Fill">What constants are.</param>
public sealed record PlacesSpec(string Name, EquatableArray<OperationArgument> Given, EquatableArray<AxisPlaces> Places, double Fill = 0) : MoveSpec
{
    /// <inheritdoc/>
    public override string Kind => Name;

    /// <inheritdoc/>
    public override EquatableArray<LayerArgument> Arguments => Given.Select(static argument => Argument(argument.Name, ArgumentValue.Of(argument.Text))).ToEquatableArray();

    /// <inheritdoc/>
    public override Move Of(TensorShape input)
    {
        var strides = Move.Strides(input);
        var axes = Enumerable.Range(0, input.Rank).Select(axis => Move.Along(
            strides[axis], Places.Where(places => places.Axis == axis).Select(static places => (IEnumerable<int>)places.Positions).FirstOrDefault() ?? Enumerable.Range(0, input[axis])));
        return new(axes.ToEquatableArray(), Fill);
    }

    /// <inheritdoc/>
    public override string Write(IReadOnlyList<string> inputs) => $"Tensor.{Name}({string.Join(", ", Given.Select(static argument => argument.CSharp).Prepend(inputs[0]))})";
}
