using GenNet.Kernels;

namespace GenNet.Gpu.Kernels;

/// <summary>Sizes of a convolution as kernels have them; see <see cref="ConvolutionShape"/>.</summary>
internal struct ConvolutionGeometry
{
    public int InputDepth;
    public int InputHeight;
    public int InputWidth;
    public int Channels;
    public int OutputDepth;
    public int OutputHeight;
    public int OutputWidth;
    public int Filters;
    public int StrideDepth;
    public int StrideHeight;
    public int StrideWidth;
    public int DilationDepth;
    public int DilationHeight;
    public int DilationWidth;
    public int PadFront;
    public int PadTop;
    public int PadLeft;

    /// <summary>Positions of the kernel.</summary>
    public int Taps;

    /// <summary>Height of the kernel.</summary>
    public Divisor KernelHeight;

    /// <summary>Width of the kernel.</summary>
    public Divisor KernelWidth;

    /// <summary>Channels of a group.</summary>
    public Divisor GroupChannels;

    /// <summary>Filters of a group.</summary>
    public Divisor GroupFilters;

    /// <summary>The kernels' view of <paramref name="shape"/>.</summary>
    public static ConvolutionGeometry Of(in ConvolutionShape shape) => new()
    {
        InputDepth = shape.InputDepth,
        InputHeight = shape.InputHeight,
        InputWidth = shape.InputWidth,
        Channels = shape.Channels,
        OutputDepth = shape.OutputDepth,
        OutputHeight = shape.OutputHeight,
        OutputWidth = shape.OutputWidth,
        Filters = shape.Filters,
        StrideDepth = shape.StrideDepth,
        StrideHeight = shape.StrideHeight,
        StrideWidth = shape.StrideWidth,
        DilationDepth = shape.DilationDepth,
        DilationHeight = shape.DilationHeight,
        DilationWidth = shape.DilationWidth,
        PadFront = shape.PadFront,
        PadTop = shape.PadTop,
        PadLeft = shape.PadLeft,
        Taps = shape.Taps,
        KernelHeight = new(shape.KernelHeight),
        KernelWidth = new(shape.KernelWidth),
        GroupChannels = new(shape.GroupChannels),
        GroupFilters = new(shape.GroupFilters),
    };
}

/// <summary>A position of three axes.</summary>
internal struct Position
{
    public int Z;
    public int Y;
    public int X;
}

/// <summary>Where positions and taps of a convolution lie.</summary>
[GpuKernel]
internal static class ConvolutionPlaces
{
    /// <summary>The tap with number <paramref name="tap"/>, as distances from the first one.</summary>
    public static Position TapAt(ConvolutionGeometry shape, int tap)
    {
        var line = Divisor.Divide(tap, shape.KernelWidth);
        var slice = Divisor.Divide(line, shape.KernelHeight);
        return new()
        {
            Z = slice * shape.DilationDepth,
            Y = (line - (slice * shape.KernelHeight.Value)) * shape.DilationHeight,
            X = (tap - (line * shape.KernelWidth.Value)) * shape.DilationWidth,
        };
    }

    /// <summary>The input's position under the first tap of the output's.</summary>
    public static Position FirstInput(ConvolutionGeometry shape, Position output) => new()
    {
        Z = (output.Z * shape.StrideDepth) - shape.PadFront,
        Y = (output.Y * shape.StrideHeight) - shape.PadTop,
        X = (output.X * shape.StrideWidth) - shape.PadLeft,
    };

    /// <summary>Number of an input position in its image; −1 where there is none.</summary>
    public static int Input(ConvolutionGeometry shape, int z, int y, int x)
    {
        var isInside = (uint)z < (uint)shape.InputDepth & (uint)y < (uint)shape.InputHeight & (uint)x < (uint)shape.InputWidth;
        return isInside ? (((z * shape.InputHeight) + y) * shape.InputWidth) + x : -1;
    }

    /// <summary>
    /// Number in its image of the output position whose first tap is <paramref name="z"/>, <paramref name="y"/> and <paramref name="x"/> behind the padding's begin; −1 where there is none.
    /// </summary>
    public static int Output(ConvolutionGeometry shape, int z, int y, int x)
    {
        if (z < 0 | y < 0 | x < 0)
            return -1;
        var outputZ = z / shape.StrideDepth;
        var outputY = y / shape.StrideHeight;
        var outputX = x / shape.StrideWidth;
        var isThere = outputZ * shape.StrideDepth == z & outputY * shape.StrideHeight == y & outputX * shape.StrideWidth == x
            & outputZ < shape.OutputDepth & outputY < shape.OutputHeight & outputX < shape.OutputWidth;
        return isThere ? (((outputZ * shape.OutputHeight) + outputY) * shape.OutputWidth) + outputX : -1;
    }

    /// <summary>The position with number <paramref name="number"/> in an image of this height and width.</summary>
    public static Position At(int number, int height, int width)
    {
        var line = number / width;
        var slice = line / height;
        return new() { Z = slice, Y = line - (slice * height), X = number - (line * width) };
    }
}
