namespace GenNet.Benchmarks.Peers.Networks;

/// <summary>A U-Net (Ronneberger et al., 2015) of three levels on 64×64 pixels, which says one of four classes for each pixel.</summary>
internal static class UNet
{
    public static Network Create(string name)
    {
        var network = new Network(name, new(64, 64, 3), seed: 16);
        AddConvolutions(network, 16);
        var level1 = network.Current;
        AddConvolutions(network.MaxPooling(2), 32);
        var level2 = network.Current;
        AddConvolutions(network.MaxPooling(2), 64);
        AddConvolutions(network.TransposedConvolution(32, 2, 2).Concatenate(level2), 32);
        AddConvolutions(network.TransposedConvolution(16, 2, 2).Concatenate(level1), 16);
        return network.Convolution(4, 1);
    }

    private static void AddConvolutions(Network network, int filters) =>
        network.Convolution(filters, 3, same: true, activation: Activation.ReLU).Convolution(filters, 3, same: true, activation: Activation.ReLU);
}
