namespace GenNet.Layers;

/// <summary>What the generator knows of one call of a convolution, of any kind and of one, two or three axes. A list has a number for each axis.</summary>
public interface IConvolutionShape
{
    /// <summary>Sizes of the input's axes: (length), (height, width) or (depth, height, width).</summary>
    static abstract ReadOnlySpan<int> InputSize { get; }

    /// <summary>Channels of the input.</summary>
    static abstract int Channels { get; }

    /// <summary>Sizes of the output's axes, before a GLU over the last of them halves it.</summary>
    static abstract ReadOnlySpan<int> OutputSize { get; }

    /// <summary>Channels of the output, before a GLU over them halves them.</summary>
    static abstract int Filters { get; }

    /// <summary>Size of the window.</summary>
    static abstract ReadOnlySpan<int> KernelSize { get; }

    /// <summary>Steps of the window.</summary>
    static abstract ReadOnlySpan<int> Strides { get; }

    /// <summary>Distances between the window's elements.</summary>
    static abstract ReadOnlySpan<int> DilationRate { get; }

    /// <summary>Zeros before the first element.</summary>
    static abstract ReadOnlySpan<int> PaddingBefore { get; }

    /// <summary>In how many groups channels and filters are cut: as many as channels where each is convolved by itself.</summary>
    static abstract int Groups { get; }

    /// <summary>Whether the channels stand before the axes.</summary>
    static abstract bool ChannelsFirst { get; }

    /// <summary>Activation of the output.</summary>
    static abstract Activation Activation { get; }

    /// <summary>Whether the first axis, of input and output, is the run's length.</summary>
    static abstract bool HasRunTimeLength { get; }
}

/// <summary>What the generator knows of one call of a transposed convolution.</summary>
public interface IConvolutionTransposeShape : IConvolutionShape;

/// <summary>What the generator knows of one call of a separable convolution.</summary>
public interface ISeparableConvolutionShape : IConvolutionShape
{
    /// <summary>Values that the depthwise part makes of each channel.</summary>
    static abstract int DepthMultiplier { get; }

    /// <summary>Whether training keeps the value before the activation.</summary>
    static abstract bool KeepsBeforeActivation { get; }
}
