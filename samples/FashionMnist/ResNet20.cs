using GenNet;

namespace Samples.FashionMnist;

/// <summary>ResNet-20 (He et al., 2015, section 4.2), for grey images of 28×28 pixels.</summary>
[Model]
public partial class ResNet20
{
    [Conv2D(16, 3, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Stem { get; }

    [BatchNormalization]
    public partial BatchNormalization StemNorm { get; }

    [ReLU]
    public partial ReLU StemActivation { get; }

    [Repeat(3)]
    public partial Layers<Block16> Wide { get; }

    public partial Down32 Down1 { get; }

    [Repeat(2)]
    public partial Layers<Block32> Middle { get; }

    public partial Down64 Down2 { get; }

    [Repeat(2)]
    public partial Layers<Block64> Narrow { get; }

    [GlobalAveragePooling2D]
    public partial GlobalAveragePooling2D Pool { get; }

    [Dense(10, Activation = Activation.Softmax)]
    public partial Dense Output { get; }

    private Tensor Forward([Input(28, 28, 1)] Tensor image)
    {
        var x = StemActivation.Forward(StemNorm.Forward(Stem.Forward(image)));
        foreach (var block in Wide)
            x = block.Forward(x);
        x = Down1.Forward(x);
        foreach (var block in Middle)
            x = block.Forward(x);
        x = Down2.Forward(x);
        foreach (var block in Narrow)
            x = block.Forward(x);
        return Output.Forward(Pool.Forward(x));
    }
}

/// <summary>Two convolutions of 16 channels, added to what came in.</summary>
[Model]
public partial class Block16
{
    [Conv2D(16, 3, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Conv1 { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm1 { get; }

    [ReLU]
    public partial ReLU Activation1 { get; }

    [Conv2D(16, 3, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Conv2 { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm2 { get; }

    [ReLU]
    public partial ReLU Activation2 { get; }

    private Tensor Forward([Input(28, 28, 16)] Tensor x) =>
        Activation2.Forward(Norm2.Forward(Conv2.Forward(Activation1.Forward(Norm1.Forward(Conv1.Forward(x))))) + x);
}

/// <summary>The first block of 32 channels, which halves the image.</summary>
[Model]
public partial class Down32
{
    [Conv2D(32, 3, Strides = 2, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Conv1 { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm1 { get; }

    [ReLU]
    public partial ReLU Activation1 { get; }

    [Conv2D(32, 3, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Conv2 { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm2 { get; }

    [Conv2D(32, 1, Strides = 2, UseBias = false)]
    public partial Conv2D Shortcut { get; }

    [BatchNormalization]
    public partial BatchNormalization ShortcutNorm { get; }

    [ReLU]
    public partial ReLU Activation2 { get; }

    private Tensor Forward([Input(28, 28, 16)] Tensor x)
    {
        var y = Norm2.Forward(Conv2.Forward(Activation1.Forward(Norm1.Forward(Conv1.Forward(x)))));
        return Activation2.Forward(y + ShortcutNorm.Forward(Shortcut.Forward(x)));
    }
}

/// <summary>Two convolutions of 32 channels, added to what came in.</summary>
[Model]
public partial class Block32
{
    [Conv2D(32, 3, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Conv1 { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm1 { get; }

    [ReLU]
    public partial ReLU Activation1 { get; }

    [Conv2D(32, 3, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Conv2 { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm2 { get; }

    [ReLU]
    public partial ReLU Activation2 { get; }

    private Tensor Forward([Input(14, 14, 32)] Tensor x) =>
        Activation2.Forward(Norm2.Forward(Conv2.Forward(Activation1.Forward(Norm1.Forward(Conv1.Forward(x))))) + x);
}

/// <summary>The first block of 64 channels, which halves the image.</summary>
[Model]
public partial class Down64
{
    [Conv2D(64, 3, Strides = 2, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Conv1 { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm1 { get; }

    [ReLU]
    public partial ReLU Activation1 { get; }

    [Conv2D(64, 3, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Conv2 { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm2 { get; }

    [Conv2D(64, 1, Strides = 2, UseBias = false)]
    public partial Conv2D Shortcut { get; }

    [BatchNormalization]
    public partial BatchNormalization ShortcutNorm { get; }

    [ReLU]
    public partial ReLU Activation2 { get; }

    private Tensor Forward([Input(14, 14, 32)] Tensor x)
    {
        var y = Norm2.Forward(Conv2.Forward(Activation1.Forward(Norm1.Forward(Conv1.Forward(x)))));
        return Activation2.Forward(y + ShortcutNorm.Forward(Shortcut.Forward(x)));
    }
}

/// <summary>Two convolutions of 64 channels, added to what came in.</summary>
[Model]
public partial class Block64
{
    [Conv2D(64, 3, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Conv1 { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm1 { get; }

    [ReLU]
    public partial ReLU Activation1 { get; }

    [Conv2D(64, 3, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Conv2 { get; }

    [BatchNormalization]
    public partial BatchNormalization Norm2 { get; }

    [ReLU]
    public partial ReLU Activation2 { get; }

    private Tensor Forward([Input(7, 7, 64)] Tensor x) =>
        Activation2.Forward(Norm2.Forward(Conv2.Forward(Activation1.Forward(Norm1.Forward(Conv1.Forward(x))))) + x);
}
