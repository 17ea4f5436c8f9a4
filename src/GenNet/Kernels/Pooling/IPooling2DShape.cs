namespace GenNet.Layers;

/// <summary>Constants of a call of a 2D pooling layer.</summary>
public interface IPooling2DShape
{
    /// <summary>Height of the input.</summary>
    static abstract int InputHeight { get; }

    /// <summary>Width of the input.</summary>
    static abstract int InputWidth { get; }

    /// <summary>Number of channels.</summary>
    static abstract int Channels { get; }

    /// <summary>Height of the output.</summary>
    static abstract int OutputHeight { get; }

    /// <summary>Width of the output.</summary>
    static abstract int OutputWidth { get; }

    /// <summary>Height of the window.</summary>
    static abstract int PoolHeight { get; }

    /// <summary>Width of the window.</summary>
    static abstract int PoolWidth { get; }

    /// <summary>Vertical step of the window.</summary>
    static abstract int StrideHeight { get; }

    /// <summary>Horizontal step of the window.</summary>
    static abstract int StrideWidth { get; }

    /// <summary>Rows of padding above the input.</summary>
    static abstract int PaddingTop { get; }

    /// <summary>Columns of padding left of the input.</summary>
    static abstract int PaddingLeft { get; }

    /// <summary>Whether images are (channels, height, width).</summary>
    static abstract bool ChannelsFirst { get; }
}
