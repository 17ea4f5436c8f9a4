namespace GenNet.Benchmarks.Models;

/// <summary>ResNet50 on 224×224 pixels.</summary>
[Model]
public partial class ResNet50Net
{
    [ZeroPadding2D(3)]
    public partial ZeroPadding2D StemPadding { get; }

    [Conv2D(64, 7, Strides = 2)]
    public partial Conv2D Stem { get; }

    [BatchNormalization]
    public partial BatchNormalization StemNorm { get; }

    [ZeroPadding2D(1)]
    public partial ZeroPadding2D PoolPadding { get; }

    [MaxPooling2D(3, Strides = 2)]
    public partial MaxPooling2D Pool { get; }

    [Conv2D(256, 1)]
    public partial Conv2D Shortcut1 { get; }

    [BatchNormalization]
    public partial BatchNormalization ShortcutNorm1 { get; }

    [Conv2D(64, 1)]
    public partial Conv2D Conv1A { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm1A { get; }

    [Conv2D(64, 3, Padding = Padding.Same)]
    public partial Conv2D Conv1B { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm1B { get; }

    [Conv2D(256, 1)]
    public partial Conv2D Conv1C { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm1C { get; }

    [Conv2D(64, 1)]
    public partial Conv2D Conv2A { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm2A { get; }

    [Conv2D(64, 3, Padding = Padding.Same)]
    public partial Conv2D Conv2B { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm2B { get; }

    [Conv2D(256, 1)]
    public partial Conv2D Conv2C { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm2C { get; }

    [Conv2D(64, 1)]
    public partial Conv2D Conv3A { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm3A { get; }

    [Conv2D(64, 3, Padding = Padding.Same)]
    public partial Conv2D Conv3B { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm3B { get; }

    [Conv2D(256, 1)]
    public partial Conv2D Conv3C { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm3C { get; }

    [Conv2D(512, 1, Strides = 2)]
    public partial Conv2D Shortcut4 { get; }

    [BatchNormalization]
    public partial BatchNormalization ShortcutNorm4 { get; }

    [Conv2D(128, 1, Strides = 2)]
    public partial Conv2D Conv4A { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm4A { get; }

    [Conv2D(128, 3, Padding = Padding.Same)]
    public partial Conv2D Conv4B { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm4B { get; }

    [Conv2D(512, 1)]
    public partial Conv2D Conv4C { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm4C { get; }

    [Conv2D(128, 1)]
    public partial Conv2D Conv5A { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm5A { get; }

    [Conv2D(128, 3, Padding = Padding.Same)]
    public partial Conv2D Conv5B { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm5B { get; }

    [Conv2D(512, 1)]
    public partial Conv2D Conv5C { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm5C { get; }

    [Conv2D(128, 1)]
    public partial Conv2D Conv6A { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm6A { get; }

    [Conv2D(128, 3, Padding = Padding.Same)]
    public partial Conv2D Conv6B { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm6B { get; }

    [Conv2D(512, 1)]
    public partial Conv2D Conv6C { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm6C { get; }

    [Conv2D(128, 1)]
    public partial Conv2D Conv7A { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm7A { get; }

    [Conv2D(128, 3, Padding = Padding.Same)]
    public partial Conv2D Conv7B { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm7B { get; }

    [Conv2D(512, 1)]
    public partial Conv2D Conv7C { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm7C { get; }

    [Conv2D(1024, 1, Strides = 2)]
    public partial Conv2D Shortcut8 { get; }

    [BatchNormalization]
    public partial BatchNormalization ShortcutNorm8 { get; }

    [Conv2D(256, 1, Strides = 2)]
    public partial Conv2D Conv8A { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm8A { get; }

    [Conv2D(256, 3, Padding = Padding.Same)]
    public partial Conv2D Conv8B { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm8B { get; }

    [Conv2D(1024, 1)]
    public partial Conv2D Conv8C { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm8C { get; }

    [Conv2D(256, 1)]
    public partial Conv2D Conv9A { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm9A { get; }

    [Conv2D(256, 3, Padding = Padding.Same)]
    public partial Conv2D Conv9B { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm9B { get; }

    [Conv2D(1024, 1)]
    public partial Conv2D Conv9C { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm9C { get; }

    [Conv2D(256, 1)]
    public partial Conv2D Conv10A { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm10A { get; }

    [Conv2D(256, 3, Padding = Padding.Same)]
    public partial Conv2D Conv10B { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm10B { get; }

    [Conv2D(1024, 1)]
    public partial Conv2D Conv10C { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm10C { get; }

    [Conv2D(256, 1)]
    public partial Conv2D Conv11A { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm11A { get; }

    [Conv2D(256, 3, Padding = Padding.Same)]
    public partial Conv2D Conv11B { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm11B { get; }

    [Conv2D(1024, 1)]
    public partial Conv2D Conv11C { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm11C { get; }

    [Conv2D(256, 1)]
    public partial Conv2D Conv12A { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm12A { get; }

    [Conv2D(256, 3, Padding = Padding.Same)]
    public partial Conv2D Conv12B { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm12B { get; }

    [Conv2D(1024, 1)]
    public partial Conv2D Conv12C { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm12C { get; }

    [Conv2D(256, 1)]
    public partial Conv2D Conv13A { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm13A { get; }

    [Conv2D(256, 3, Padding = Padding.Same)]
    public partial Conv2D Conv13B { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm13B { get; }

    [Conv2D(1024, 1)]
    public partial Conv2D Conv13C { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm13C { get; }

    [Conv2D(2048, 1, Strides = 2)]
    public partial Conv2D Shortcut14 { get; }

    [BatchNormalization]
    public partial BatchNormalization ShortcutNorm14 { get; }

    [Conv2D(512, 1, Strides = 2)]
    public partial Conv2D Conv14A { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm14A { get; }

    [Conv2D(512, 3, Padding = Padding.Same)]
    public partial Conv2D Conv14B { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm14B { get; }

    [Conv2D(2048, 1)]
    public partial Conv2D Conv14C { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm14C { get; }

    [Conv2D(512, 1)]
    public partial Conv2D Conv15A { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm15A { get; }

    [Conv2D(512, 3, Padding = Padding.Same)]
    public partial Conv2D Conv15B { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm15B { get; }

    [Conv2D(2048, 1)]
    public partial Conv2D Conv15C { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm15C { get; }

    [Conv2D(512, 1)]
    public partial Conv2D Conv16A { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm16A { get; }

    [Conv2D(512, 3, Padding = Padding.Same)]
    public partial Conv2D Conv16B { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm16B { get; }

    [Conv2D(2048, 1)]
    public partial Conv2D Conv16C { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm16C { get; }

    [ReLU]
    public partial ReLU Relu { get; }

    [GlobalAveragePooling2D]
    public partial GlobalAveragePooling2D Average { get; }

    [Dense(1000, Activation = Activation.Softmax)]
    public partial Dense Output { get; }

    private Tensor Forward([Input(224, 224, 3)] Tensor image)
    {
        var x = Relu.Forward(StemNorm.Forward(Stem.Forward(StemPadding.Forward(image))));
        x = Pool.Forward(PoolPadding.Forward(x));
        x = Relu.Forward(Residual(x, Conv1A, Norm1A, Conv1B, Norm1B, Conv1C, Norm1C) + ShortcutNorm1.Forward(Shortcut1.Forward(x)));
        x = Relu.Forward(Residual(x, Conv2A, Norm2A, Conv2B, Norm2B, Conv2C, Norm2C) + x);
        x = Relu.Forward(Residual(x, Conv3A, Norm3A, Conv3B, Norm3B, Conv3C, Norm3C) + x);
        x = Relu.Forward(Residual(x, Conv4A, Norm4A, Conv4B, Norm4B, Conv4C, Norm4C) + ShortcutNorm4.Forward(Shortcut4.Forward(x)));
        x = Relu.Forward(Residual(x, Conv5A, Norm5A, Conv5B, Norm5B, Conv5C, Norm5C) + x);
        x = Relu.Forward(Residual(x, Conv6A, Norm6A, Conv6B, Norm6B, Conv6C, Norm6C) + x);
        x = Relu.Forward(Residual(x, Conv7A, Norm7A, Conv7B, Norm7B, Conv7C, Norm7C) + x);
        x = Relu.Forward(Residual(x, Conv8A, Norm8A, Conv8B, Norm8B, Conv8C, Norm8C) + ShortcutNorm8.Forward(Shortcut8.Forward(x)));
        x = Relu.Forward(Residual(x, Conv9A, Norm9A, Conv9B, Norm9B, Conv9C, Norm9C) + x);
        x = Relu.Forward(Residual(x, Conv10A, Norm10A, Conv10B, Norm10B, Conv10C, Norm10C) + x);
        x = Relu.Forward(Residual(x, Conv11A, Norm11A, Conv11B, Norm11B, Conv11C, Norm11C) + x);
        x = Relu.Forward(Residual(x, Conv12A, Norm12A, Conv12B, Norm12B, Conv12C, Norm12C) + x);
        x = Relu.Forward(Residual(x, Conv13A, Norm13A, Conv13B, Norm13B, Conv13C, Norm13C) + x);
        x = Relu.Forward(Residual(x, Conv14A, Norm14A, Conv14B, Norm14B, Conv14C, Norm14C) + ShortcutNorm14.Forward(Shortcut14.Forward(x)));
        x = Relu.Forward(Residual(x, Conv15A, Norm15A, Conv15B, Norm15B, Conv15C, Norm15C) + x);
        x = Relu.Forward(Residual(x, Conv16A, Norm16A, Conv16B, Norm16B, Conv16C, Norm16C) + x);
        return Output.Forward(Average.Forward(x));
    }

    private Tensor Residual(
        Tensor x, Conv2D conv1, BatchNormalization norm1, Conv2D conv2, BatchNormalization norm2, Conv2D conv3, BatchNormalization norm3)
    {
        var first = Relu.Forward(norm1.Forward(conv1.Forward(x)));
        var second = Relu.Forward(norm2.Forward(conv2.Forward(first)));
        return norm3.Forward(conv3.Forward(second));
    }
}
