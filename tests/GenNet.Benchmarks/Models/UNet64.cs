namespace GenNet.Benchmarks.Models;

/// <summary>A U-Net of three levels on 64×64 pixels.</summary>
[Model]
public partial class UNet64
{
    [Conv2D(16, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
    public partial Conv2D Down1A { get; }

    [Conv2D(16, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
    public partial Conv2D Down1B { get; }

    [MaxPooling2D(2)]
    public partial MaxPooling2D Pool1 { get; }

    [Conv2D(32, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
    public partial Conv2D Down2A { get; }

    [Conv2D(32, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
    public partial Conv2D Down2B { get; }

    [MaxPooling2D(2)]
    public partial MaxPooling2D Pool2 { get; }

    [Conv2D(64, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
    public partial Conv2D BottomA { get; }

    [Conv2D(64, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
    public partial Conv2D BottomB { get; }

    [Conv2DTranspose(32, 2, Strides = 2, Padding = Padding.Same)]
    public partial Conv2DTranspose Up2 { get; }

    [Conv2D(32, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
    public partial Conv2D Wide2A { get; }

    [Conv2D(32, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
    public partial Conv2D Wide2B { get; }

    [Conv2DTranspose(16, 2, Strides = 2, Padding = Padding.Same)]
    public partial Conv2DTranspose Up1 { get; }

    [Conv2D(16, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
    public partial Conv2D Wide1A { get; }

    [Conv2D(16, 3, Padding = Padding.Same, Activation = Activation.ReLU)]
    public partial Conv2D Wide1B { get; }

    [Conv2D(4, 1)]
    public partial Conv2D Output { get; }

    private Tensor Forward([Input(64, 64, 3)] Tensor image)
    {
        var level1 = Down1B.Forward(Down1A.Forward(image));
        var level2 = Down2B.Forward(Down2A.Forward(Pool1.Forward(level1)));
        var x = BottomB.Forward(BottomA.Forward(Pool2.Forward(level2)));
        x = Wide2B.Forward(Wide2A.Forward(Tensor.Concatenate(Up2.Forward(x), level2)));
        x = Wide1B.Forward(Wide1A.Forward(Tensor.Concatenate(Up1.Forward(x), level1)));
        return Output.Forward(x);
    }
}
