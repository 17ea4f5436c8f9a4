namespace GenNet.Specs;

/// <summary>An image's dimensions, wherever its channels stand.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Channels">Values a pixel.</param>
public readonly record struct ImageShape(int Height, int Width, int Channels)
{
    /// <summary>Takes a shape of rank 3 apart.</summary>
    /// <exception cref="SpecException">The rank is another.</exception>
    public static ImageShape Of(TensorShape shape, DataFormat format)
    {
        if (shape.Rank != 3)
        {
            throw new SpecException(
                $"takes images of shape {(format == DataFormat.ChannelsFirst ? "(channels, height, width)" : "(height, width, channels)")}, "
                + $"and the input is {shape.ToKerasString()}; put a Reshape before it");
        }
        return format == DataFormat.ChannelsFirst ? new(shape[1], shape[2], shape[0]) : new(shape[0], shape[1], shape[2]);
    }

    /// <summary>The shape with the channels where <paramref name="format"/> has them.</summary>
    public TensorShape ToShape(DataFormat format) =>
        format == DataFormat.ChannelsFirst ? TensorShape.Of(Channels, Height, Width) : TensorShape.Of(Height, Width, Channels);
}
