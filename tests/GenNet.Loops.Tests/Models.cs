namespace GenNet.Loops.Tests;

[Model, Input(6)]
public partial class Mlp
{
    [Dense(5, Activation = Activation.ReLU, KernelL2 = 0.01)]
    public partial Dense Hidden { get; }

    [Dense(3)]
    public partial Dense Output { get; }
}

[Model, Input(4, 4, 1)]
public partial class ConvNet
{
    [Conv2D(2, 3)]
    public partial Conv2D Output { get; }
}
