namespace GenNet.Benchmarks.Peers.Networks;

/// <summary>How ONNX and PyTorch have the arrays of a network, which GenNet has with channels last.</summary>
internal enum PeerLayout
{
    /// <summary>Images and whatever else windows slide over.</summary>
    ChannelsFirst,

    /// <summary>Sequences of vectors.</summary>
    ChannelsLast,
}
