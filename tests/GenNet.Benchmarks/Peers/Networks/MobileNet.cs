namespace GenNet.Benchmarks.Peers.Networks;

/// <summary>MobileNet (Howard et al., 2017) on 96×96 pixels with ten classes.</summary>
internal static class MobileNet
{
    // Filters and stride of each separable convolution.
    private static readonly (int Filters, int Stride)[] s_blocks =
        [(64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1), (512, 1), (512, 1), (512, 1), (512, 1), (1024, 2), (1024, 1)];

    public static Network Create(string name)
    {
        var network = new Network(name, new(96, 96, 3), seed: 14);
        network.Convolution(32, 3, stride: 2, same: true, useBias: false).BatchNormalization().Activate(Activation.ReLU6);
        foreach (var (filters, stride) in s_blocks)
        {
            network.DepthwiseConvolution(3, stride, same: true, useBias: false).BatchNormalization().Activate(Activation.ReLU6);
            network.Convolution(filters, 1, useBias: false).BatchNormalization().Activate(Activation.ReLU6);
        }
        return network.GlobalAveragePooling().Dense(10, Activation.Softmax);
    }
}
