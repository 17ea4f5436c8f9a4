namespace GenNet.Kernels;

/// <summary>
/// Sizes of a two-dimensional convolution: input (batch, height, width, channels), kernel (height, width, channels / groups, filters), output
/// (batch, height, width, filters), each row-major. One-dimensional ones have height 1.
/// </summary>
internal readonly record struct ConvolutionShape
{
    public required int Batch { get; init; }

    public required int InputHeight { get; init; }

    public required int InputWidth { get; init; }

    public required int Channels { get; init; }

    public required int Filters { get; init; }

    public required int KernelHeight { get; init; }

    public required int KernelWidth { get; init; }

    public int StrideHeight { get; init; } = 1;

    public int StrideWidth { get; init; } = 1;

    public int DilationHeight { get; init; } = 1;

    public int DilationWidth { get; init; } = 1;

    /// <summary>Divides channels and filters; filters of a group see the group's channels only.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Rows of zeros above the input.</summary>
    public required int PadTop { get; init; }

    /// <summary>Columns of zeros left of the input.</summary>
    public required int PadLeft { get; init; }

    public required int OutputHeight { get; init; }

    public required int OutputWidth { get; init; }

    public ConvolutionShape()
    {
    }

    public int GroupChannels => Channels / Groups;

    public int GroupFilters => Filters / Groups;

    /// <summary>Depth of the matrix product that the convolution is: one group's values under the kernel.</summary>
    public int Depth => KernelHeight * KernelWidth * GroupChannels;

    public nint InputSize => (nint)InputHeight * InputWidth * Channels;

    public nint OutputSize => (nint)OutputHeight * OutputWidth * Filters;

    /// <summary>Input rows that one output row sees, from the first to the last.</summary>
    public int ReachHeight => ((KernelHeight - 1) * DilationHeight) + 1;

    /// <summary>Input columns that one output column sees, from the first to the last.</summary>
    public int ReachWidth => ((KernelWidth - 1) * DilationWidth) + 1;

    /// <summary>Whether some output sees beyond the input.</summary>
    public bool IsPadded =>
        PadTop > 0 || PadLeft > 0
        || ((OutputHeight - 1) * StrideHeight) + ReachHeight > InputHeight
        || ((OutputWidth - 1) * StrideWidth) + ReachWidth > InputWidth;

    /// <summary>Whether every pixel is multiplied by the same matrix, and nothing else: a matrix product over all pixels of the batch.</summary>
    public bool IsPointwise =>
        KernelHeight == 1 && KernelWidth == 1 && StrideHeight == 1 && StrideWidth == 1 && Groups == 1 && !IsPadded;
}
