namespace GenNet.Benchmarks.Peers.Networks;

/// <summary>Shape of one batch row as in Keras: the axes that windows slide over, or timesteps, then channels. A vector has channels only.</summary>
internal sealed class Extent(params int[] shape)
{
    /// <summary>All axes.</summary>
    public IReadOnlyList<int> Shape => shape;

    /// <summary>The axes before the channels.</summary>
    public int[] Axes => shape[..^1];

    public int Channels => shape[^1];

    /// <summary>Number of places that have channels.</summary>
    public int Places => Axes.Aggregate(1, static (product, size) => product * size);

    public int Count => Places * Channels;

    /// <summary>The same axes with other channels.</summary>
    public Extent With(int channels) => new([.. Axes, channels]);

    /// <summary>Shape of a batch in an engine that has it so.</summary>
    public int[] Batch(int rows, PeerLayout layout) => layout == PeerLayout.ChannelsFirst ? [rows, Channels, .. Axes] : [rows, .. shape];
}
