using GenNet;

namespace Written.By010;

[Model(Name = "conv_net"), Input(12, 12, 3, Name = "picture")]
public partial class ConvNet
{
    [Conv2D(8, 3, Padding = Padding.Same, UseBias = false)] public partial Conv2D Conv1 { get; }
    [BatchNormalization(Scale = false)] public partial BatchNormalization Norm1 { get; }
    [ReLU] public partial ReLU Relu1 { get; }
    [MaxPooling2D(2)] public partial MaxPooling2D Pool { get; }
    [Conv2D(8, 3, Strides = 2, Name = "second")] public partial Conv2D Conv2 { get; }
    [BatchNormalization(Center = false, Epsilon = 1e-5)] public partial BatchNormalization Norm2 { get; }
    [Flatten] public partial Flatten Flat { get; }
    [Dropout(0.25)] public partial Dropout Drop { get; }
    [Dense(5, Activation = Activation.Sigmoid)] public partial Dense Labels { get; }
}
