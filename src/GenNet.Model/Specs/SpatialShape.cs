namespace GenNet.Specs;

/// <summary>Sizes of a sequence, an image or a volume, wherever its channels stand.</summary>
/// <param name="Sizes">Of the spatial axes: (length), (height, width) or (depth, height, width).</param>
/// <param name="Channels">Values a position.</param>
public readonly record struct SpatialShape(EquatableArray<int> Sizes, int Channels)
{
    /// <summary>Takes a shape of <paramref name="axes"/> spatial axes and one of channels apart.</summary>
    /// <exception cref="SpecException">The rank is another.</exception>
    public static SpatialShape Of(TensorShape shape, int axes, DataFormat format)
    {
        if (shape.Rank != axes + 1)
        {
            var names = Enumerable.Range(0, axes).Select(axis => AxisName(axes, axis));
            var order = string.Join(", ", format == DataFormat.ChannelsFirst ? names.Prepend("channels") : names.Append("channels"));
            throw new SpecException($"takes {Kind(axes)} of shape ({order}), and the input is {shape.ToKerasString()}; put a Reshape before it");
        }
        return format == DataFormat.ChannelsFirst
            ? new(shape.Dimensions.Skip(1).ToEquatableArray(), shape[0])
            : new(shape.Dimensions.Take(axes).ToEquatableArray(), shape[-1]);
    }

    /// <summary>The shape with the channels where <paramref name="format"/> has them.</summary>
    public TensorShape ToShape(DataFormat format) =>
        new((format == DataFormat.ChannelsFirst ? Sizes.Prepend(Channels) : Sizes.Append(Channels)).ToEquatableArray());

    /// <summary>Product of the spatial axes.</summary>
    public long Positions => new TensorShape(Sizes).ElementCount;

    /// <summary>What messages call one of <paramref name="axes"/> spatial axes.</summary>
    public static string AxisName(int axes, int axis) => axes == 1 ? "length" : (axis - axes) switch
    {
        -1 => "width",
        -2 => "height",
        _ => "depth",
    };

    private static string Kind(int axes) => axes switch
    {
        1 => "sequences",
        2 => "images",
        _ => "volumes",
    };
}
