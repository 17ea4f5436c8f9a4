namespace GenNet.Kernels;

/// <summary>
/// The patches of an image that a window sees, one below the other: a matrix (positions, window · channels), whose product with a kernel is the convolution. Images have any number of axes.
/// </summary>
internal readonly unsafe ref struct Patches
{
    /// <summary>Sizes of the image.</summary>
    public required ReadOnlySpan<int> Input { get; init; }

    /// <summary>Numbers of positions of the window.</summary>
    public required ReadOnlySpan<int> Output { get; init; }

    /// <summary>Sizes of the window.</summary>
    public required ReadOnlySpan<int> Window { get; init; }

    /// <summary>Steps of the window.</summary>
    public required ReadOnlySpan<int> Strides { get; init; }

    /// <summary>Distances between the window's elements.</summary>
    public required ReadOnlySpan<int> Dilations { get; init; }

    /// <summary>Zeros before the image.</summary>
    public required ReadOnlySpan<int> Paddings { get; init; }

    /// <summary>Values of a pixel.</summary>
    public required int Channels { get; init; }

    /// <summary>Whether the channels are the image's first axis, and not its last.</summary>
    public required bool ChannelsFirst { get; init; }

    /// <summary>Positions of the window.</summary>
    public int Positions => Product(Output);

    /// <summary>Values that the window sees.</summary>
    public int Depth => checked(Product(Window) * Channels);

    /// <summary>Values of the image.</summary>
    public nint ImageSize => (nint)Product(Input) * Channels;

    /// <summary>Writes the patches of <paramref name="image"/>; what lies beyond it is 0.</summary>
    public void Gather(float* image, float* patches) => Move(image, patches, isGather: true);

    /// <summary>Adds to <paramref name="image"/> what lies in the patches; beyond it nothing is added.</summary>
    public void Scatter(float* patches, float* image) => Move(image, patches, isGather: false);

    private void Move(float* image, float* patches, bool isGather)
    {
        Span<int> position = stackalloc int[Output.Length];
        Span<int> element = stackalloc int[Window.Length];
        position.Clear();
        for (var patch = patches; ; patch += Depth)
        {
            element.Clear();
            var values = patch;
            do
            {
                MovePixel(image, PixelOf(position, element), values, isGather);
                values += Channels;
            }
            while (Next(element, Window));
            if (!Next(position, Output))
                return;
        }
    }

    private void MovePixel(float* image, nint pixel, float* values, bool isGather)
    {
        if (pixel < 0)
        {
            if (isGather)
                new Span<float>(values, Channels).Clear();
            return;
        }
        if (!ChannelsFirst)
        {
            var at = image + (pixel * Channels);
            if (isGather)
                new ReadOnlySpan<float>(at, Channels).CopyTo(new(values, Channels));
            else
                System.Numerics.Tensors.TensorPrimitives.Add(new ReadOnlySpan<float>(at, Channels), new ReadOnlySpan<float>(values, Channels), new Span<float>(at, Channels));
            return;
        }
        nint pixels = Product(Input);
        for (var channel = 0; channel < Channels; channel++)
        {
            if (isGather)
                values[channel] = image[(channel * pixels) + pixel];
            else
                image[(channel * pixels) + pixel] += values[channel];
        }
    }

    // The pixel under an element of the window at a position; -1 beyond the image.
    private nint PixelOf(ReadOnlySpan<int> position, ReadOnlySpan<int> element)
    {
        nint pixel = 0;
        for (var axis = 0; axis < Input.Length; axis++)
        {
            var at = (position[axis] * Strides[axis]) + (element[axis] * Dilations[axis]) - Paddings[axis];
            if ((uint)at >= (uint)Input[axis])
                return -1;
            pixel = (pixel * Input[axis]) + at;
        }
        return pixel;
    }

    // Counts on, the last axis first; false behind the last place.
    private static bool Next(Span<int> place, ReadOnlySpan<int> sizes)
    {
        for (var axis = place.Length - 1; axis >= 0; axis--)
        {
            if (++place[axis] < sizes[axis])
                return true;
            place[axis] = 0;
        }
        return false;
    }

    private static int Product(ReadOnlySpan<int> sizes)
    {
        var product = 1;
        foreach (var size in sizes)
            product = checked(product * size);
        return product;
    }
}
