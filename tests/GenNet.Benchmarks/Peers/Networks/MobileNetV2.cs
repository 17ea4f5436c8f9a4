namespace GenNet.Benchmarks.Peers.Networks;

/// <summary>MobileNetV2 (Sandler et al., 2018) as in <c>keras.applications</c>.</summary>
internal static class MobileNetV2
{
    // Filters, number and first stride of the blocks with these filters; the first of all doesn't expand.
    private static readonly (int Filters, int Count, int Stride)[] s_stages = [(16, 1, 1), (24, 2, 2), (32, 3, 2), (64, 4, 2), (96, 3, 1), (160, 3, 2), (320, 1, 1)];

    public static Network Create(string name)
    {
        var network = new Network(name, new(224, 224, 3), seed: 17);
        network.Convolution(32, 3, stride: 2, same: true, useBias: false).BatchNormalization().Activate(Activation.ReLU6);
        foreach (var (filters, count, stride) in s_stages)
        {
            for (var block = 0; block < count; block++)
                AddBlock(network, filters, block == 0 ? stride : 1, expands: network.Output.Channels != 32 || filters != 16);
        }
        return network.Convolution(1280, 1, useBias: false).BatchNormalization().Activate(Activation.ReLU6)
            .GlobalAveragePooling().Dense(1000, Activation.Softmax);
    }

    private static void AddBlock(Network network, int filters, int stride, bool expands)
    {
        var input = network.Current;
        var channels = network.Output.Channels;
        if (expands)
            network.Convolution(6 * channels, 1, useBias: false).BatchNormalization().Activate(Activation.ReLU6);
        network.DepthwiseConvolution(3, stride, same: true, useBias: false).BatchNormalization().Activate(Activation.ReLU6);
        network.Convolution(filters, 1, useBias: false).BatchNormalization();
        if (stride == 1 && channels == filters)
            network.Add(input);
    }
}
