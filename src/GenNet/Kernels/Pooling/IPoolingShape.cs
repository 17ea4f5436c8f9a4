namespace GenNet.Layers;

/// <summary>Constants of a call of a pooling layer, seen as one of volumes: an axis that isn't there has size 1. See <see cref="Specs.PoolingShape"/>.</summary>
public interface IPoolingShape
{
    /// <summary>Depth of the input.</summary>
    static abstract int InputDepth { get; }

    /// <summary>Height of the input.</summary>
    static abstract int InputHeight { get; }

    /// <summary>Width of the input.</summary>
    static abstract int InputWidth { get; }

    /// <summary>Number of channels.</summary>
    static abstract int Channels { get; }

    /// <summary>Depth of the output.</summary>
    static abstract int OutputDepth { get; }

    /// <summary>Height of the output.</summary>
    static abstract int OutputHeight { get; }

    /// <summary>Width of the output.</summary>
    static abstract int OutputWidth { get; }

    /// <summary>Depth of the window; of the largest, where they differ.</summary>
    static abstract int PoolDepth { get; }

    /// <summary>Height of the window; of the largest, where they differ.</summary>
    static abstract int PoolHeight { get; }

    /// <summary>Width of the window; of the largest, where they differ.</summary>
    static abstract int PoolWidth { get; }

    /// <summary>Step of the window along the depth.</summary>
    static abstract int StrideDepth { get; }

    /// <summary>Step of the window along the height.</summary>
    static abstract int StrideHeight { get; }

    /// <summary>Step of the window along the width.</summary>
    static abstract int StrideWidth { get; }

    /// <summary>Slices of padding before the input.</summary>
    static abstract int PaddingFront { get; }

    /// <summary>Rows of padding above the input.</summary>
    static abstract int PaddingTop { get; }

    /// <summary>Columns of padding left of the input.</summary>
    static abstract int PaddingLeft { get; }

    /// <summary>Whether windows lie evenly and differ in size: window i has the elements from ⌊i·input / output⌋ up to ⌈(i + 1)·input / output⌉.</summary>
    static abstract bool IsAdaptive { get; }

    /// <summary>Whether the channels come before the other axes.</summary>
    static abstract bool ChannelsFirst { get; }
}
