namespace GenNet.Benchmarks.Peers.Networks;

/// <summary>The small convolutional network of Keras' MNIST example.</summary>
internal static class MnistConvnet
{
    public static Network Create(string name) => new Network(name, new(28, 28, 1), seed: 3)
        .Convolution(32, 3, activation: Activation.ReLU).MaxPooling(2)
        .Convolution(64, 3, activation: Activation.ReLU).MaxPooling(2)
        .Flatten().Dense(10, Activation.Softmax);
}
