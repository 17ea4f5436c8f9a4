namespace GenNet.Benchmarks.Peers.Networks;

/// <summary>ResNet-20 (He et al., 2015, section 4.2) on CIFAR-10's 32×32 pixels, with a projection where the shape changes.</summary>
internal static class ResNet20
{
    public static Network Create(string name)
    {
        var network = new Network(name, new(32, 32, 3), seed: 15);
        network.Convolution(16, 3, same: true, useBias: false).BatchNormalization().Activate(Activation.ReLU);
        foreach (var filters in new[] { 16, 32, 64 })
        {
            for (var block = 0; block < 3; block++)
                AddBlock(network, filters, stride: block == 0 && filters > 16 ? 2 : 1);
        }
        return network.GlobalAveragePooling().Dense(10, Activation.Softmax);
    }

    private static void AddBlock(Network network, int filters, int stride)
    {
        var shortcut = network.Current;
        network.Convolution(filters, 3, stride, same: true, useBias: false).BatchNormalization().Activate(Activation.ReLU);
        network.Convolution(filters, 3, same: true, useBias: false).BatchNormalization();
        if (stride > 1)
        {
            var main = network.Current;
            network.From(shortcut).Convolution(filters, 1, stride, same: true, useBias: false).BatchNormalization();
            shortcut = network.Current;
            network.From(main);
        }
        network.Add(shortcut).Activate(Activation.ReLU);
    }
}
