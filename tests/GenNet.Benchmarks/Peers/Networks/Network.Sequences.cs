namespace GenNet.Benchmarks.Peers.Networks;

/// <content>Layers on sequences of vectors.</content>
internal sealed partial class Network
{
    public Network Lstm(int units) => Append(new LstmLayer(
        Output, new(units), Kernel(Output.Channels * LstmLayer.Gates * units, Output.Channels + units), Kernel(LstmLayer.Gates * units * units, 2 * units), Bias(LstmLayer.Gates * units)));

    public Network Gru(int units) => Append(new GruLayer(
        Output, new(units), Kernel(Output.Channels * GruLayer.Gates * units, Output.Channels + units), Kernel(GruLayer.Gates * units * units, 2 * units), Bias(2 * GruLayer.Gates * units)));

    /// <summary>Attention of the sequence to itself, each head as wide as its share of the features.</summary>
    public Network MultiHeadAttention(int heads)
    {
        var features = Output.Channels;
        return Append(new SelfAttentionLayer(Output, heads, Project(features, features), Project(features, features), Project(features, features), Project(features, features)));
    }

    public Network LayerNormalization() => Append(new LayerNormalizationLayer(Output, Around(1, 0.1f, Output.Channels), Bias(Output.Channels)));
}
