namespace GenNet.Specs;

/// <summary>Layers that add zeros at the ends of spatial axes, or take positions away there.</summary>
public static class SpatialBorders
{
    /// <summary>How generated code calls the kernels.</summary>
    public static KernelCall Kernels { get; } = new("Borders");

    /// <summary>What follows for zeros around <paramref name="input"/>.</summary>
    /// <param name="input">The input.</param>
    /// <param name="padding">How many zeros come before and behind each axis.</param>
    /// <param name="format">Where the channels stand.</param>
    /// <exception cref="SpecException">The input has another rank.</exception>
    public static InferredLayer Padded(TensorType input, EquatableArray<int> padding, DataFormat format) => Infer(input, padding, format);

    /// <summary>What follows where positions are left out.</summary>
    /// <param name="input">The input.</param>
    /// <param name="cropping">How many are left out before and behind each axis.</param>
    /// <param name="format">Where the channels stand.</param>
    /// <exception cref="SpecException">The input has another rank, or nothing is left of an axis.</exception>
    public static InferredLayer Cropped(TensorType input, EquatableArray<int> cropping, DataFormat format)
    {
        var axes = cropping.Count / 2;
        var sizes = SpatialShape.Of(input.Shape, axes, format).Sizes;
        for (var axis = 0; axis < axes; axis++)
        {
            if (cropping[2 * axis] + (long)cropping[(2 * axis) + 1] >= sizes[axis])
                throw SpecException.Of("cropping", $"is {ArgumentValue.Of(cropping)} and leaves nothing of the input's {SpatialShape.AxisName(axes, axis)} {sizes[axis]}; use a smaller one");
        }
        return Infer(input, cropping.Select(static end => -end).ToEquatableArray(), format);
    }

    private static InferredLayer Infer(TensorType input, EquatableArray<int> added, DataFormat format)
    {
        var spatial = SpatialShape.Of(input.Shape, added.Count / 2, format);
        var output = spatial with { Sizes = spatial.Sizes.Select((size, axis) => checked(size + added[2 * axis] + added[(2 * axis) + 1])).ToEquatableArray() };
        var isFirst = format == DataFormat.ChannelsFirst;
        return new(new TensorType(output.ToShape(format), input.DType), EquatableArray<VariableSpec>.Empty, EquatableArray.Of(
            KernelConstant.Of("InputSize", spatial.Sizes),
            KernelConstant.Of("OutputSize", output.Sizes),
            KernelConstant.Of("Before", added.Where(static (_, i) => i % 2 == 0)),
            KernelConstant.Of("Planes", isFirst ? spatial.Channels : 1),
            KernelConstant.Of("PixelSize", isFirst ? 1 : spatial.Channels),
            KernelConstant.Of("ElementSize", input.DType.BetweenLayers().Size())));
    }
}
