namespace GenNet.Tests.Training;

/// <summary>Every kind of layer that draws, keeps statistics or shares its work among threads.</summary>
[Model, Input(8, 8, 1)]
public partial class SmallConvNet
{
    [Conv2D(16, 3, Activation = Activation.ReLU)] public partial Conv2D Conv { get; }
    [BatchNormalization]                          public partial BatchNormalization Norm { get; }
    [MaxPooling2D(2)]                             public partial MaxPooling2D Pool { get; }
    [Flatten]                                     public partial Flatten Flat { get; }
    [Dropout(0.25)]                               public partial Dropout Drop { get; }
    [Dense(64, Activation = Activation.Tanh)]     public partial Dense Hidden { get; }
    [Dense(10, Activation = Activation.Softmax)]  public partial Dense Output { get; }
}

/// <summary>A line through points.</summary>
[Model, Input(1)]
public partial class Line
{
    [Dense(1)] public partial Dense Output { get; }
}

/// <summary>Two outputs of different kinds.</summary>
[Model]
public partial class TwoHeads
{
    [Dense(6, Activation = Activation.ReLU)]    public partial Dense Hidden { get; }
    [Dense(3, Activation = Activation.Softmax)] public partial Dense Kind { get; }
    [Dense(1)]                                  public partial Dense Price { get; }

    private (Tensor Kind, Tensor Price) Forward([Input(4)] Tensor features)
    {
        var hidden = Hidden.Forward(features);
        return (Kind.Forward(hidden), Price.Forward(hidden));
    }
}
