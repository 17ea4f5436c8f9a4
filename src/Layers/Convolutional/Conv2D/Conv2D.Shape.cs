namespace GenNet.Layers;

/// <summary>What the generator knows of one call of a Conv2D layer.</summary>
public interface IConv2DShape
{
    /// <summary>Height of the input.</summary>
    static abstract int InputHeight { get; }

    /// <summary>Width of the input.</summary>
    static abstract int InputWidth { get; }

    /// <summary>Channels of the input.</summary>
    static abstract int InputChannels { get; }

    /// <summary>Height of the output.</summary>
    static abstract int OutputHeight { get; }

    /// <summary>Width of the output, before a GLU over it halves it.</summary>
    static abstract int OutputWidth { get; }

    /// <summary>Channels of the output, before a GLU over them halves them.</summary>
    static abstract int Filters { get; }

    /// <summary>Height of the window.</summary>
    static abstract int KernelHeight { get; }

    /// <summary>Width of the window.</summary>
    static abstract int KernelWidth { get; }

    /// <summary>Step of the window downwards.</summary>
    static abstract int StrideHeight { get; }

    /// <summary>Step of the window to the right.</summary>
    static abstract int StrideWidth { get; }

    /// <summary>Distance of the window's rows.</summary>
    static abstract int DilationHeight { get; }

    /// <summary>Distance of the window's columns.</summary>
    static abstract int DilationWidth { get; }

    /// <summary>Rows of zeros above the input.</summary>
    static abstract int PaddingTop { get; }

    /// <summary>Columns of zeros left of the input.</summary>
    static abstract int PaddingLeft { get; }

    /// <summary>In how many groups channels and filters are cut.</summary>
    static abstract int Groups { get; }

    /// <summary>Whether images are (channels, height, width).</summary>
    static abstract bool ChannelsFirst { get; }

    /// <summary>Activation of the output.</summary>
    static abstract Activation Activation { get; }
}
