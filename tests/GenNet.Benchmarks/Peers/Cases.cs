using GenNet.Benchmarks.Peers.Networks;

namespace GenNet.Benchmarks.Peers;

/// <summary>All lines of the table.</summary>
internal static class Cases
{
    public static IReadOnlyList<Case> Create() =>
    [
        .. Of(NetworkNames.Dense, static name => new Network(name, new(1024), seed: 1).Dense(1024), [(256, Work.Inference), (1, Work.Inference), (256, Work.TrainingStep)]),
        .. Of(NetworkNames.Convolution, static name => new Network(name, new(56, 56, 64), seed: 2).Convolution(64, 3, same: true), [(1, Work.Inference), (8, Work.Inference)]),
        .. Of(NetworkNames.Depthwise, static name => new Network(name, new(96, 96, 64), seed: 5).DepthwiseConvolution(3, same: true), [(1, Work.Inference)]),
        .. Of(NetworkNames.Convolution1D, static name => new Network(name, new(1024, 64), seed: 6).Convolution(64, 5, same: true), [(8, Work.Inference)]),
        .. Of(NetworkNames.Convolution3D, static name => new Network(name, new(16, 32, 32, 16), seed: 7).Convolution(32, 3, same: true), [(1, Work.Inference)]),
        .. Of(NetworkNames.TransposedConvolution, static name => new Network(name, new(32, 32, 64), seed: 8).TransposedConvolution(32, 4, 2), [(8, Work.Inference)]),
        .. Of(NetworkNames.AveragePooling, static name => new Network(name, new(112, 112, 64), seed: 9).AveragePooling(2), [(8, Work.Inference)]),
        .. Of(NetworkNames.BatchNormalization, static name => new Network(name, new(56, 56, 64), seed: 10).BatchNormalization(), [(8, Work.Inference)]),
        .. Of(NetworkNames.Mnist, MnistConvnet.Create, [(1, Work.Inference), (128, Work.Inference), (128, Work.TrainingStep)]),
        .. Of(NetworkNames.Mlp, static name => new Network(name, new(784), seed: 4).Dense(128, Activation.ReLU).Dense(10, Activation.Softmax), [(1, Work.Inference)]),
        .. Of(NetworkNames.Lstm, static name => new Network(name, new(100, 128), seed: 11, PeerLayout.ChannelsLast).Lstm(128), [(32, Work.Inference), (32, Work.TrainingStep)]),
        .. Of(NetworkNames.Gru, static name => new Network(name, new(100, 128), seed: 12, PeerLayout.ChannelsLast).Gru(128), [(32, Work.Inference), (32, Work.TrainingStep)]),
        .. Of(NetworkNames.Encoder, EncoderBlock.Create, [(8, Work.Inference), (8, Work.TrainingStep)]),
        .. Of(NetworkNames.MobileNet, MobileNet.Create, [(1, Work.Inference)]),
        .. Of(NetworkNames.ResNet20, ResNet20.Create, [(1, Work.Inference), (32, Work.Inference), (32, Work.TrainingStep)]),
        .. Of(NetworkNames.MobileNetV2, MobileNetV2.Create, [(1, Work.Inference)]),
        .. Of(NetworkNames.ResNet50, ResNet50.Create, [(1, Work.Inference)]),
        .. Of(NetworkNames.UNet, UNet.Create, [(4, Work.Inference), (4, Work.TrainingStep)]),
    ];

    private static IEnumerable<Case> Of(string name, Func<string, Network> create, (int Batch, Work Work)[] lines)
    {
        var network = new Lazy<Network>(() => create(name));
        return lines.Select(line => new Case(name, network, line.Batch, line.Work));
    }
}
