namespace GenNet.Specs;

/// <summary>The mask of a concatenation along another axis than the last: the inputs' masks one after another, all true where an input has none (keras/src/layers/merging/concatenate.py).</summary>
/// <param name="Axis">The axis, the batch left out.</param>
/// <param name="Shapes">Shapes that the inputs' masks have, or would have.</param>
internal sealed record ConcatenateMaskSpec(int Axis, EquatableArray<TensorShape> Shapes) : MaskSpec
{
    /// <inheritdoc/>
    public override string Kind => "ConcatenateMask";

    /// <summary>
    /// What becomes of the masks of inputs that are concatenated; null if all is counted. Along the last axis, an element counts where it counts in any input: everywhere if one
    /// has no mask.
    /// </summary>
    public static MaskSpec? Of(int axis, EquatableArray<TensorType> inputs, EquatableArray<TensorType> masks)
    {
        if (masks.All(static mask => mask.IsNone))
            return null;
        return axis == inputs[0].Shape.Rank - 1
            ? LogicalOrSpec.Of(masks)
            : new ConcatenateMaskSpec(axis, inputs.Select(static input => TensorShape.Of([.. input.Shape.Dimensions.Take(input.Shape.Rank - 1)])).ToEquatableArray());
    }

    /// <inheritdoc/>
    public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) => Axis == 0 ? null : new ConcatenateMaskSpec(
        Axis - 1, Shapes.Select(static shape => TensorShape.Of([.. shape.Dimensions.Skip(1)])).ToEquatableArray());

    /// <inheritdoc/>
    public override InferredLayer Infer(EquatableArray<TensorType> inputs)
    {
        for (var i = 0; i < inputs.Count; i++)
        {
            if (!inputs[i].IsNone && inputs[i].Shape != Shapes[i])
                throw new SpecException($"an input has a mask of shape {inputs[i].Shape.ToKerasString()}, and a concatenation takes one of shape {Shapes[i].ToKerasString()}");
        }
        var first = Shapes[0].Dimensions;
        var size = Shapes.Aggregate(0, (sum, shape) => checked(sum + shape[Axis]));
        var output = TensorShape.Of([.. first.Take(Axis), size, .. first.Skip(Axis + 1)]);
        return new(new TensorType(output, DType.Bool), EquatableArray<VariableSpec>.Empty, EquatableArray.Of(
            KernelConstant.Of("Outer", first.Take(Axis).Aggregate(1L, static (product, d) => checked(product * d))),
            KernelConstant.Of("PieceSizes", Shapes.Select(shape => shape.Dimensions.Skip(Axis).Aggregate(1, static (product, d) => checked(product * d))))));
    }
}
