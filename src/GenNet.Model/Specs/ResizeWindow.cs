namespace GenNet.Specs;

/// <summary>The part of an image, along one axis, that is brought to another size: cut out of it, or with a margin around it.</summary>
/// <param name="Input">Size of the image.</param>
/// <param name="Start">Where the part begins; below 0 with a margin.</param>
/// <param name="Size">Size of the part.</param>
/// <param name="Output">The new size.</param>
public readonly record struct ResizeWindow(int Input, int Start, int Size, int Output)
{
    /// <summary>All of it.</summary>
    public static ResizeWindow Whole(int input, int output) => new(input, 0, input, output);

    /// <summary>The largest part in the middle whose sides are as those of the output.</summary>
    /// <param name="input">Size of the image along the axis.</param>
    /// <param name="other">Its size along the other axis.</param>
    /// <param name="output">The new size along the axis.</param>
    /// <param name="otherOutput">The new size along the other axis.</param>
    public static ResizeWindow Cropped(int input, int other, int output, int otherOutput)
    {
        var size = Math.Max(Math.Min(input, Proportional(other, output, otherOutput)), 1);
        return new(input, (input - size) / 2, size, output);
    }

    /// <summary>All of it with margins that give it the sides of the output: as many at both ends, so that one may be lacking.</summary>
    /// <param name="input">Size of the image along the axis.</param>
    /// <param name="other">Its size along the other axis.</param>
    /// <param name="output">The new size along the axis.</param>
    /// <param name="otherOutput">The new size along the other axis.</param>
    public static ResizeWindow Padded(int input, int other, int output, int otherOutput)
    {
        var margin = (Math.Max(input, Proportional(other, output, otherOutput)) - input) / 2;
        return new(input, -margin, input + (2 * margin), output);
    }

    /// <summary>Constants of the kernels, members of <c>IResizeShape</c>, for images with these windows.</summary>
    /// <param name="image">The input.</param>
    /// <param name="format">Where its channels are.</param>
    /// <param name="rows">The window of its rows.</param>
    /// <param name="columns">The window of its columns.</param>
    /// <param name="interpolation">How pixels get their values.</param>
    /// <param name="antialias">Whether the filter widens where the image shrinks.</param>
    /// <param name="fill">The value of margins.</param>
    public static EquatableArray<KernelConstant> Constants(
        SpatialShape image, DataFormat format, ResizeWindow rows, ResizeWindow columns, Interpolation interpolation, bool antialias, double fill) => EquatableArray.Of(
            KernelConstant.Of("Planes", format == DataFormat.ChannelsFirst ? image.Channels : 1),
            KernelConstant.Of("Channels", format == DataFormat.ChannelsFirst ? 1 : image.Channels),
            KernelConstant.Of("Rows", rows.ToArray()),
            KernelConstant.Of("Columns", columns.ToArray()),
            KernelConstant.Of("Interpolation", interpolation),
            KernelConstant.Of("Antialias", antialias),
            KernelConstant.Of("Fill", fill));

    private IEnumerable<int> ToArray() => [Input, Start, Size, Output];

    // TensorFlow computes it so, in float32.
    private static int Proportional(int other, int output, int otherOutput) => (int)((float)((long)other * output) / otherOutput);
}
