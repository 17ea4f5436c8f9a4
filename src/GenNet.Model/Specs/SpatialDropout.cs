namespace GenNet.Specs;

/// <summary>A dropout of whole channels: all positions of a row share a channel's draw.</summary>
public static class SpatialDropout
{
    /// <summary>The layer for an input of <paramref name="axes"/> spatial axes.</summary>
    /// <exception cref="SpecException">The input has another number of axes.</exception>
    public static InferredLayer Infer(TensorType input, int axes, DataFormat format, double rate, int? seed)
    {
        var shape = SpatialShape.Of(input.Shape, axes, format);
        var noise = (shape with { Sizes = shape.Sizes.Select(static _ => 1).ToEquatableArray() }).ToShape(format);
        return DropoutMask.Infer(input, EquatableArray.Of([-1, .. noise.Dimensions]), rate, seed, kept: rate < 1 ? 1 / (1 - rate) : 0);
    }
}
