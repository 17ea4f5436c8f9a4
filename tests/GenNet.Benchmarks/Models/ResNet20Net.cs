namespace GenNet.Benchmarks.Models;

/// <summary>ResNet-20 on 32×32 pixels.</summary>
[Model]
public partial class ResNet20Net
{
    [Conv2D(16, 3, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Stem { get; }

    [BatchNormalization]
    public partial BatchNormalization StemNorm { get; }

    [Conv2D(16, 3, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Conv1A { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm1A { get; }

    [Conv2D(16, 3, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Conv1B { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm1B { get; }

    [Conv2D(16, 3, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Conv2A { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm2A { get; }

    [Conv2D(16, 3, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Conv2B { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm2B { get; }

    [Conv2D(16, 3, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Conv3A { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm3A { get; }

    [Conv2D(16, 3, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Conv3B { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm3B { get; }

    [Conv2D(32, 3, Strides = 2, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Conv4A { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm4A { get; }

    [Conv2D(32, 3, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Conv4B { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm4B { get; }

    [Conv2D(32, 1, Strides = 2, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Shortcut4 { get; }

    [BatchNormalization]
    public partial BatchNormalization ShortcutNorm4 { get; }

    [Conv2D(32, 3, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Conv5A { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm5A { get; }

    [Conv2D(32, 3, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Conv5B { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm5B { get; }

    [Conv2D(32, 3, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Conv6A { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm6A { get; }

    [Conv2D(32, 3, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Conv6B { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm6B { get; }

    [Conv2D(64, 3, Strides = 2, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Conv7A { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm7A { get; }

    [Conv2D(64, 3, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Conv7B { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm7B { get; }

    [Conv2D(64, 1, Strides = 2, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Shortcut7 { get; }

    [BatchNormalization]
    public partial BatchNormalization ShortcutNorm7 { get; }

    [Conv2D(64, 3, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Conv8A { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm8A { get; }

    [Conv2D(64, 3, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Conv8B { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm8B { get; }

    [Conv2D(64, 3, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Conv9A { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm9A { get; }

    [Conv2D(64, 3, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Conv9B { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm9B { get; }

    [ReLU]
    public partial ReLU Relu { get; }

    [GlobalAveragePooling2D]
    public partial GlobalAveragePooling2D Average { get; }

    [Dense(10, Activation = Activation.Softmax)]
    public partial Dense Output { get; }

    private Tensor Forward([Input(32, 32, 3)] Tensor image)
    {
        var x = Relu.Forward(StemNorm.Forward(Stem.Forward(image)));
        x = Relu.Forward(Residual(x, Conv1A, Norm1A, Conv1B, Norm1B) + x);
        x = Relu.Forward(Residual(x, Conv2A, Norm2A, Conv2B, Norm2B) + x);
        x = Relu.Forward(Residual(x, Conv3A, Norm3A, Conv3B, Norm3B) + x);
        x = Relu.Forward(Residual(x, Conv4A, Norm4A, Conv4B, Norm4B) + ShortcutNorm4.Forward(Shortcut4.Forward(x)));
        x = Relu.Forward(Residual(x, Conv5A, Norm5A, Conv5B, Norm5B) + x);
        x = Relu.Forward(Residual(x, Conv6A, Norm6A, Conv6B, Norm6B) + x);
        x = Relu.Forward(Residual(x, Conv7A, Norm7A, Conv7B, Norm7B) + ShortcutNorm7.Forward(Shortcut7.Forward(x)));
        x = Relu.Forward(Residual(x, Conv8A, Norm8A, Conv8B, Norm8B) + x);
        x = Relu.Forward(Residual(x, Conv9A, Norm9A, Conv9B, Norm9B) + x);
        return Output.Forward(Average.Forward(x));
    }

    private Tensor Residual(Tensor x, Conv2D conv1, BatchNormalization norm1, Conv2D conv2, BatchNormalization norm2) =>
        norm2.Forward(conv2.Forward(Relu.Forward(norm1.Forward(conv1.Forward(x)))));
}
