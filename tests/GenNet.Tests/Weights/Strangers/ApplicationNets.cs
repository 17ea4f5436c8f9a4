namespace GenNet.Tests.Weights.Strangers;

/// <summary>The begin of VGG16 with a head of one's own.</summary>
[Model, Input(8, 8, 3)]
internal sealed partial class VggBody
{
    [Conv2D(4, 3, Padding = Padding.Same, Name = "block1_conv1")] public partial Conv2D First { get; }
    [Conv2D(4, 3, Padding = Padding.Same, Name = "block1_conv2")] public partial Conv2D Second { get; }
    [MaxPooling2D(2)] public partial MaxPooling2D Pool { get; }
    [Conv2D(4, 3, Padding = Padding.Same, Name = "block2_conv1")] public partial Conv2D Third { get; }
    [GlobalAveragePooling2D] public partial GlobalAveragePooling2D Average { get; }
    [Dense(2)] public partial Dense Head { get; }
}

/// <summary>The begin of ResNet50, in which two branches are equally shaped.</summary>
[Model, Input(8, 8, 3)]
internal sealed partial class ResNetBody
{
    [Conv2D(4, 7, Padding = Padding.Same, Name = "conv1")] public partial Conv2D Conv { get; }
    [BatchNormalization(Name = "bn_conv1")] public partial BatchNormalization Norm { get; }
    [Conv2D(4, 1, Name = "res2a_branch2a")] public partial Conv2D Branch { get; }
    [BatchNormalization(Name = "bn2a_branch2a")] public partial BatchNormalization BranchNorm { get; }
    [Conv2D(4, 1, Name = "res2a_branch2b")] public partial Conv2D Branch2 { get; }
    [BatchNormalization(Name = "bn2a_branch2b")] public partial BatchNormalization BranchNorm2 { get; }
    [GlobalAveragePooling2D] public partial GlobalAveragePooling2D Average { get; }
    [Dense(2)] public partial Dense Head { get; }
}

/// <summary>The begin of InceptionV3: names that Keras made, normalizations without gamma.</summary>
[Model, Input(8, 8, 3)]
internal sealed partial class InceptionBody
{
    [Conv2D(4, 3, UseBias = false, Name = "conv2d")] public partial Conv2D First { get; }
    [BatchNormalization(Scale = false, Name = "batch_normalization")] public partial BatchNormalization FirstNorm { get; }
    [Conv2D(4, 3, UseBias = false, Name = "conv2d_1")] public partial Conv2D Second { get; }
    [BatchNormalization(Scale = false, Name = "batch_normalization_1")] public partial BatchNormalization SecondNorm { get; }
    [GlobalAveragePooling2D] public partial GlobalAveragePooling2D Average { get; }
    [Dense(2, Name = "dense")] public partial Dense Head { get; }
}

/// <summary>The begin of MobileNet.</summary>
[Model, Input(8, 8, 3)]
internal sealed partial class MobileNetBody
{
    [Conv2D(4, 3, UseBias = false, Name = "conv1")] public partial Conv2D Conv { get; }
    [BatchNormalization(Name = "conv1_bn")] public partial BatchNormalization Norm { get; }
    [DepthwiseConv2D(3, UseBias = false, Name = "conv_dw_1")] public partial DepthwiseConv2D Depthwise { get; }
    [BatchNormalization(Name = "conv_dw_1_bn")] public partial BatchNormalization DepthwiseNorm { get; }
    [Conv2D(4, 1, UseBias = false, Name = "conv_pw_1")] public partial Conv2D Pointwise { get; }
    [BatchNormalization(Name = "conv_pw_1_bn")] public partial BatchNormalization PointwiseNorm { get; }
    [GlobalAveragePooling2D] public partial GlobalAveragePooling2D Average { get; }
    [Dense(2)] public partial Dense Head { get; }
}

/// <summary>The begin of Xception: chosen names, and some that Keras made.</summary>
[Model, Input(8, 8, 3)]
internal sealed partial class XceptionBody
{
    [Conv2D(4, 3, Padding = Padding.Same, UseBias = false, Name = "block1_conv1")] public partial Conv2D Conv { get; }
    [BatchNormalization(Name = "block1_conv1_bn")] public partial BatchNormalization Norm { get; }
    [Conv2D(4, 1, UseBias = false, Name = "conv2d")] public partial Conv2D Residual { get; }
    [BatchNormalization(Name = "batch_normalization")] public partial BatchNormalization ResidualNorm { get; }
    [SeparableConv2D(4, 3, Padding = Padding.Same, UseBias = false, Name = "block2_sepconv1")] public partial SeparableConv2D Separable { get; }
    [BatchNormalization(Name = "block2_sepconv1_bn")] public partial BatchNormalization SeparableNorm { get; }
    [GlobalAveragePooling2D] public partial GlobalAveragePooling2D Average { get; }
    [Dense(2)] public partial Dense Head { get; }
}

/// <summary>Layers that Keras named, with a head of another number of layers than the files have.</summary>
[Model, Input(8, 8, 3)]
internal sealed partial class NotebookNet
{
    [Conv2D(4, 3, Name = "conv2d")] public partial Conv2D First { get; }
    [Conv2D(4, 3, Name = "conv2d_1")] public partial Conv2D Second { get; }
    [Flatten] public partial Flatten Flat { get; }
    [Dense(2, Name = "dense")] public partial Dense Head { get; }
}

/// <summary>A recurrent network of Keras 2.0.</summary>
[Model, Input(5, 3)]
internal sealed partial class BidirectionalNet
{
    [Bidirectional(Name = "bidirectional"), GRU(2, ResetAfter = false)] public partial Bidirectional Both { get; }
    [Dense(2, Name = "dense")] public partial Dense Head { get; }
}
