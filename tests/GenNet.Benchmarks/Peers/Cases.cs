using GenNet.Benchmarks.Peers.Networks;

namespace GenNet.Benchmarks.Peers;

/// <summary>All lines of the table.</summary>
internal static class Cases
{
    public const string Dense = "Dense 1024×1024";
    public const string Convolution = "Conv2D 3×3 64→64 on 56×56";
    public const string Mnist = "MNIST convnet";
    public const string Mlp = "MLP 784-128-10";

    public static IReadOnlyList<Case> Create()
    {
        var dense = new Network(Dense, new(1, 1, 1024), seed: 1).Dense(1024);
        var convolution = new Network(Convolution, new(56, 56, 64), seed: 2).Convolution(64, 3, same: true);
        var mnist = new Network(Mnist, new(28, 28, 1), seed: 3)
            .Convolution(32, 3, activation: Activation.ReLU).MaxPooling(2)
            .Convolution(64, 3, activation: Activation.ReLU).MaxPooling(2)
            .Flatten().Dense(10, Activation.Softmax);
        var mlp = new Network(Mlp, new(1, 1, 784), seed: 4).Dense(128, Activation.ReLU).Dense(10, Activation.Softmax);
        return
        [
            new(dense, 256, Work.Inference),
            new(dense, 1, Work.Inference),
            new(convolution, 1, Work.Inference),
            new(convolution, 8, Work.Inference),
            new(mnist, 1, Work.Inference),
            new(mnist, 128, Work.Inference),
            new(mlp, 1, Work.Inference),
            new(dense, 256, Work.TrainingStep),
            new(mnist, 128, Work.TrainingStep),
        ];
    }
}
