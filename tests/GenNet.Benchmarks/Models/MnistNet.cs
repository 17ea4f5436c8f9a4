namespace GenNet.Benchmarks.Models;

/// <summary>The small convolutional network of Keras' MNIST example.</summary>
[Model, Input(28, 28, 1)]
public partial class MnistNet
{
    [Conv2D(32, 3, Activation = Activation.ReLU)]
    public partial Conv2D Conv1 { get; }

    [MaxPooling2D(2)]
    public partial MaxPooling2D Pool1 { get; }

    [Conv2D(64, 3, Activation = Activation.ReLU)]
    public partial Conv2D Conv2 { get; }

    [MaxPooling2D(2)]
    public partial MaxPooling2D Pool2 { get; }

    [Flatten]
    public partial Flatten Flat { get; }

    [Dense(10, Activation = Activation.Softmax)]
    public partial Dense Output { get; }
}
