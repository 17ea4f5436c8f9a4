namespace GenNet.GpuCheck;

/// <summary>A few layers of several kinds, small enough for kernels on the CPU.</summary>
[Model, Input(8, 8, 1)]
public partial class SmallNet
{
    [Conv2D(4, 3, Activation = Activation.ReLU)]
    public partial Conv2D Conv { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm { get; }

    [MaxPooling2D(2)]
    public partial MaxPooling2D Pool { get; }

    [Flatten]
    public partial Flatten Flat { get; }

    [Dropout(0.5)]
    public partial Dropout Drop { get; }

    [Dense(10, Activation = Activation.Softmax, KernelL2 = 0.01)]
    public partial Dense Output { get; }
}

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

    [Dropout(0.5)]
    public partial Dropout Drop { get; }

    [Dense(10, Activation = Activation.Softmax)]
    public partial Dense Output { get; }
}

/// <summary>Dense layers with a normalization between them.</summary>
[Model, Input(256)]
public partial class NormalizedMlp
{
    [Dense(512, Activation = Activation.GELU)]
    public partial Dense Hidden1 { get; }

    [LayerNormalization]
    public partial LayerNormalization Norm { get; }

    [Dense(512, Activation = Activation.Tanh)]
    public partial Dense Hidden2 { get; }

    [Dense(10, Activation = Activation.Softmax)]
    public partial Dense Output { get; }
}
