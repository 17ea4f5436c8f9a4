namespace GenNet.Layers;

/// <summary>Constants of a call of a ConvLSTM1D, ConvLSTM2D or ConvLSTM3D layer; of each list, one value an axis of the images.</summary>
public interface IConvLSTMShape : IGatedShape
{
    /// <summary>Activation of the gates.</summary>
    static abstract Activation RecurrentActivation { get; }

    /// <summary>Sizes of the input's images.</summary>
    static abstract ReadOnlySpan<int> InputSizes { get; }

    /// <summary>Channels of the input's images.</summary>
    static abstract int InputChannels { get; }

    /// <summary>Sizes of the states' images.</summary>
    static abstract ReadOnlySpan<int> StateSizes { get; }

    /// <summary>Channels of the states' images.</summary>
    static abstract int Filters { get; }

    /// <summary>Sizes of the window, over input and state alike.</summary>
    static abstract ReadOnlySpan<int> KernelSizes { get; }

    /// <summary>Steps of the window over the input.</summary>
    static abstract ReadOnlySpan<int> Strides { get; }

    /// <summary>Distances between the elements of the window over the input.</summary>
    static abstract ReadOnlySpan<int> Dilations { get; }

    /// <summary>Zeros before the input.</summary>
    static abstract ReadOnlySpan<int> Paddings { get; }

    /// <summary>Zeros before the state.</summary>
    static abstract ReadOnlySpan<int> StatePaddings { get; }

    /// <summary>1 for each axis: steps and distances of the window over the state.</summary>
    static abstract ReadOnlySpan<int> Ones { get; }

    /// <summary>Whether the channels are the first axis of images, and not the last.</summary>
    static abstract bool ChannelsFirst { get; }
}
