namespace GenNet.Specs;

/// <summary>Layers that repeat positions along spatial axes.</summary>
public static class NearestUpSampling
{
    /// <summary>How generated code calls the kernels.</summary>
    public static KernelCall Kernels { get; } = new("UpSampling");

    /// <summary>What follows for an input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="size">How often each position comes along each axis.</param>
    /// <param name="format">Where the channels stand.</param>
    /// <exception cref="SpecException">The input has another rank.</exception>
    public static InferredLayer Infer(TensorType input, EquatableArray<int> size, DataFormat format)
    {
        var spatial = SpatialShape.Of(input.Shape, size.Count, format);
        var output = spatial with { Sizes = spatial.Sizes.Select((positions, axis) => checked(positions * size[axis])).ToEquatableArray() };
        var isFirst = format == DataFormat.ChannelsFirst;
        return new(new TensorType(output.ToShape(format), input.DType), EquatableArray<VariableSpec>.Empty, EquatableArray.Of(
            KernelConstant.Of("InputSize", spatial.Sizes),
            KernelConstant.Of("Repeats", size),
            KernelConstant.Of("Planes", isFirst ? spatial.Channels : 1),
            KernelConstant.Of("PixelSize", isFirst ? 1 : spatial.Channels),
            KernelConstant.Of("ElementSize", input.DType.BetweenLayers().Size())));
    }
}
