namespace GenNet.Benchmarks.Peers.Networks;

/// <summary>ResNet50 (He et al., 2015) as in <c>keras.applications</c>.</summary>
internal static class ResNet50
{
    // Filters and number of the blocks with these filters.
    private static readonly (int Filters, int Count)[] s_stages = [(64, 3), (128, 4), (256, 6), (512, 3)];

    public static Network Create(string name)
    {
        var network = new Network(name, new(224, 224, 3), seed: 18);
        network.PaddedConvolution(64, 7, stride: 2, zeros: 3).BatchNormalization().Activate(Activation.ReLU).PaddedMaxPooling(3, stride: 2, zeros: 1);
        foreach (var (filters, count) in s_stages)
        {
            for (var block = 0; block < count; block++)
                AddBlock(network, filters, stride: block == 0 && filters > 64 ? 2 : 1, projects: block == 0);
        }
        return network.GlobalAveragePooling().Dense(1000, Activation.Softmax);
    }

    private static void AddBlock(Network network, int filters, int stride, bool projects)
    {
        var input = network.Current;
        var shortcut = input;
        if (projects)
        {
            network.Convolution(4 * filters, 1, stride).BatchNormalization();
            shortcut = network.Current;
        }
        network.From(input).Convolution(filters, 1, stride).BatchNormalization().Activate(Activation.ReLU);
        network.Convolution(filters, 3, same: true).BatchNormalization().Activate(Activation.ReLU);
        network.Convolution(4 * filters, 1).BatchNormalization().Add(shortcut).Activate(Activation.ReLU);
    }
}
