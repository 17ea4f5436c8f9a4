namespace GenNet.Specs;

/// <summary>A pooling over all of one, two or three axes: members of <c>IGlobalPoolingShape</c>. The first axis may be the model's length at run time.</summary>
public static class GlobalPoolingShape
{
    /// <summary>The kernels of every global max pooling.</summary>
    public static KernelCall Max { get; } = new("GlobalMaxPooling");

    /// <summary>The kernels of every global average pooling.</summary>
    public static KernelCall Average { get; } = new("GlobalAveragePooling");

    /// <summary>Output and constants.</summary>
    /// <param name="inputs">The input, and a mask of its positions if there is one.</param>
    /// <param name="axes">Number of spatial axes, 1 to 3.</param>
    /// <param name="format">Where the channels stand.</param>
    /// <param name="keepdims">Whether the axes stay, with size 1.</param>
    /// <exception cref="SpecException">The input has another number of axes, or the mask another shape.</exception>
    public static InferredLayer Infer(EquatableArray<TensorType> inputs, int axes, DataFormat format, bool keepdims)
    {
        var input = SpatialShape.Of(inputs[0].Shape, axes, format);
        var hasLength = inputs[0].HasRunTimeLength;
        if (inputs.Count > 1 && inputs[1] is { IsNone: false } mask && (mask.Shape != new TensorShape(input.Sizes) || mask.HasRunTimeLength != hasLength))
        {
            throw new SpecException(
                $"takes a mask of shape {new TensorType(TensorShape.Of([.. input.Sizes.Skip(1)])).Sequence(input.Sizes[0], hasLength)}, a value for each position, and was given {mask}");
        }
        var output = keepdims
            ? (input with { Sizes = input.Sizes.Select(static _ => 1).ToEquatableArray() }).ToShape(format)
            : TensorShape.Of(input.Channels);
        return new(output, EquatableArray<VariableSpec>.Empty, EquatableArray.Of(
            KernelConstant.Of("Positions", input.Positions),
            KernelConstant.Of("PositionsPerStep", input.Positions / input.Sizes[0]),
            KernelConstant.Of("HasRunTimeLength", hasLength),
            KernelConstant.Of("Channels", input.Channels),
            KernelConstant.Of("ChannelsFirst", format == DataFormat.ChannelsFirst)));
    }
}
