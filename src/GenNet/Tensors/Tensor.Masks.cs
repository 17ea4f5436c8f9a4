using GenNet.Specs;

namespace GenNet;

public sealed partial class Tensor
{
    /// <summary>The mask that came with it from the layer that made it, batch first: 1 where a timestep counts. Layers that take a mask take this one where they are given none.</summary>
    public Tensor? Mask { get; internal set; }

    // Of a sum: what counts in any of them, if all have a mask (LogicalOrSpec).
    private static Tensor? MaskOfMerge(Tensor[] tensors)
    {
        var masks = tensors.Select(static t => t.Mask).OfType<Tensor>().ToArray();
        if (masks.Length < tensors.Length)
            return null;
        if (masks.Distinct().Count() == 1)
            return masks[0];
        var union = Add(masks);
        return new(union.Shape, [.. union.Values.Select(static v => v == 0 ? 0f : 1f)]);
    }

    /// <summary>A tensor of ones: a mask that keeps nothing out.</summary>
    internal static Tensor Ones(TensorShape shape)
    {
        var values = ValuesOf(shape);
        Array.Fill(values, 1);
        return new(shape, values);
    }

    // Of a concatenation: one after another, all ones where there is none; along the last axis what counts in any (ConcatenateMaskSpec).
    private static Tensor? MaskOfConcatenation(Tensor[] tensors, int position)
    {
        if (Array.TrueForAll(tensors, static t => t.Mask is null))
            return null;
        return position == tensors[0].Shape.Rank - 2
            ? MaskOfMerge(tensors)
            : Concatenate([.. tensors.Select(static t => t.Mask ?? Ones(TensorShape.Of([.. t.Shape.Dimensions.Take(t.Shape.Rank - 1)])))], position + 1);
    }
}
