namespace GenNet.Specs;

/// <summary>Output and kernel constants of a 2D pooling of whichever kind: members of <c>IPooling2DShape</c>.</summary>
/// <param name="Output">Shape of the output.</param>
/// <param name="Constants">The kernels' constants.</param>
public sealed record Pooling2DShape(TensorShape Output, EquatableArray<KernelConstant> Constants)
{
    /// <summary>The pooling of an image of shape <paramref name="input"/>.</summary>
    /// <exception cref="SpecException">The input is no image, or smaller than the window without padding.</exception>
    public static Pooling2DShape Of(
        TensorShape input, EquatableArray<int> poolSize, EquatableArray<int> strides, Padding padding, DataFormat format)
    {
        var image = ImageShape.Of(input, format);
        var rows = WindowAxis.Of("height", image.Height, poolSize[0], strides[0], 1, padding, "pool_size");
        var columns = WindowAxis.Of("width", image.Width, poolSize[1], strides[1], 1, padding, "pool_size");
        return new(new ImageShape(rows.Output, columns.Output, image.Channels).ToShape(format), EquatableArray.Of(
            KernelConstant.Of("InputHeight", image.Height),
            KernelConstant.Of("InputWidth", image.Width),
            KernelConstant.Of("Channels", image.Channels),
            KernelConstant.Of("OutputHeight", rows.Output),
            KernelConstant.Of("OutputWidth", columns.Output),
            KernelConstant.Of("PoolHeight", poolSize[0]),
            KernelConstant.Of("PoolWidth", poolSize[1]),
            KernelConstant.Of("StrideHeight", strides[0]),
            KernelConstant.Of("StrideWidth", strides[1]),
            KernelConstant.Of("PaddingTop", rows.PaddingBefore),
            KernelConstant.Of("PaddingLeft", columns.PaddingBefore),
            KernelConstant.Of("ChannelsFirst", format == DataFormat.ChannelsFirst)));
    }
}
