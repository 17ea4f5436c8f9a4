namespace GenNet.Kernels;

/// <summary>
/// Sizes of a convolution: input (batch, depth, height, width, channels), kernel (depth, height, width, channels / groups, filters), output
/// (batch, depth, height, width, filters), each row-major. Two-dimensional ones have depth 1, one-dimensional ones height 1 as well.
/// </summary>
internal readonly record struct ConvolutionShape
{
    public required int Batch { get; init; }

    public int InputDepth { get; init; } = 1;

    public required int InputHeight { get; init; }

    public required int InputWidth { get; init; }

    public required int Channels { get; init; }

    public required int Filters { get; init; }

    public int KernelDepth { get; init; } = 1;

    public required int KernelHeight { get; init; }

    public required int KernelWidth { get; init; }

    public int StrideDepth { get; init; } = 1;

    public int StrideHeight { get; init; } = 1;

    public int StrideWidth { get; init; } = 1;

    public int DilationDepth { get; init; } = 1;

    public int DilationHeight { get; init; } = 1;

    public int DilationWidth { get; init; } = 1;

    /// <summary>Divides channels and filters; filters of a group see the group's channels only.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Slices of zeros before the input.</summary>
    public int PadFront { get; init; }

    /// <summary>Rows of zeros above the input.</summary>
    public required int PadTop { get; init; }

    /// <summary>Columns of zeros left of the input.</summary>
    public required int PadLeft { get; init; }

    public int OutputDepth { get; init; } = 1;

    public required int OutputHeight { get; init; }

    public required int OutputWidth { get; init; }

    public ConvolutionShape()
    {
    }

    public int GroupChannels => Channels / Groups;

    public int GroupFilters => Filters / Groups;

    /// <summary>Positions of the kernel.</summary>
    public int Taps => KernelDepth * KernelHeight * KernelWidth;

    /// <summary>Depth of the matrix product that the convolution is: one group's values under the kernel.</summary>
    public int ProductDepth => Taps * GroupChannels;

    public int InputPositions => checked(InputDepth * InputHeight * InputWidth);

    public int OutputPositions => checked(OutputDepth * OutputHeight * OutputWidth);

    /// <summary>Values of a slice of the input.</summary>
    public nint InputSlice => (nint)InputHeight * InputWidth * Channels;

    /// <summary>Values of a slice of the output.</summary>
    public nint OutputSlice => (nint)OutputHeight * OutputWidth * Filters;

    public nint InputSize => InputDepth * InputSlice;

    public nint OutputSize => OutputDepth * OutputSlice;

    /// <summary>Input rows that one output row sees, from the first to the last.</summary>
    public int ReachHeight => ((KernelHeight - 1) * DilationHeight) + 1;

    /// <summary>Input columns that one output column sees, from the first to the last.</summary>
    public int ReachWidth => ((KernelWidth - 1) * DilationWidth) + 1;

    /// <summary>Whether some output sees beyond the edges of a slice.</summary>
    public bool IsSlicePadded =>
        PadTop > 0 || PadLeft > 0
        || ((OutputHeight - 1) * StrideHeight) + ReachHeight > InputHeight
        || ((OutputWidth - 1) * StrideWidth) + ReachWidth > InputWidth;

    /// <summary>Whether every position is multiplied by the same matrix, and nothing else: a matrix product over all positions of the batch.</summary>
    public bool IsPointwise =>
        Taps == 1 && StrideDepth == 1 && StrideHeight == 1 && StrideWidth == 1 && Groups == 1
        && (OutputDepth, OutputHeight, OutputWidth) == (InputDepth, InputHeight, InputWidth);

    /// <summary>Whether each channel of an image is convolved by itself.</summary>
    public bool IsDepthwise => Groups > 1 && GroupChannels == 1 && InputDepth == 1 && KernelDepth == 1 && OutputDepth == 1;
}
