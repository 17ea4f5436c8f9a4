namespace GenNet.Benchmarks.Peers.Networks;

/// <summary>The encoder block of Vaswani et al., 2017, on 128 tokens of 256 features: attention and two dense layers, each with a shortcut and normalized.</summary>
internal static class EncoderBlock
{
    private const int Features = 256;

    public static Network Create(string name)
    {
        var network = new Network(name, new(128, Features), seed: 13, PeerLayout.ChannelsLast);
        var input = network.Current;
        network.MultiHeadAttention(8).Add(input).LayerNormalization();
        var attended = network.Current;
        return network.Dense(4 * Features, Activation.ReLU).Dense(Features).Add(attended).LayerNormalization();
    }
}
