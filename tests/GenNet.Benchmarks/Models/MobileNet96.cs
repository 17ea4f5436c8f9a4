namespace GenNet.Benchmarks.Models;

/// <summary>MobileNet on 96×96 pixels.</summary>
[Model]
public partial class MobileNet96
{
    [Conv2D(32, 3, Strides = 2, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Stem { get; }

    [BatchNormalization]
    public partial BatchNormalization StemNorm { get; }

    [DepthwiseConv2D(3, Padding = Padding.Same, UseBias = false)]
    public partial DepthwiseConv2D Depthwise1 { get; }

    [BatchNormalization]
    public partial BatchNormalization DepthwiseNorm1 { get; }

    [Conv2D(64, 1, UseBias = false)]
    public partial Conv2D Pointwise1 { get; }

    [BatchNormalization]
    public partial BatchNormalization PointwiseNorm1 { get; }

    [DepthwiseConv2D(3, Strides = 2, Padding = Padding.Same, UseBias = false)]
    public partial DepthwiseConv2D Depthwise2 { get; }

    [BatchNormalization]
    public partial BatchNormalization DepthwiseNorm2 { get; }

    [Conv2D(128, 1, UseBias = false)]
    public partial Conv2D Pointwise2 { get; }

    [BatchNormalization]
    public partial BatchNormalization PointwiseNorm2 { get; }

    [DepthwiseConv2D(3, Padding = Padding.Same, UseBias = false)]
    public partial DepthwiseConv2D Depthwise3 { get; }

    [BatchNormalization]
    public partial BatchNormalization DepthwiseNorm3 { get; }

    [Conv2D(128, 1, UseBias = false)]
    public partial Conv2D Pointwise3 { get; }

    [BatchNormalization]
    public partial BatchNormalization PointwiseNorm3 { get; }

    [DepthwiseConv2D(3, Strides = 2, Padding = Padding.Same, UseBias = false)]
    public partial DepthwiseConv2D Depthwise4 { get; }

    [BatchNormalization]
    public partial BatchNormalization DepthwiseNorm4 { get; }

    [Conv2D(256, 1, UseBias = false)]
    public partial Conv2D Pointwise4 { get; }

    [BatchNormalization]
    public partial BatchNormalization PointwiseNorm4 { get; }

    [DepthwiseConv2D(3, Padding = Padding.Same, UseBias = false)]
    public partial DepthwiseConv2D Depthwise5 { get; }

    [BatchNormalization]
    public partial BatchNormalization DepthwiseNorm5 { get; }

    [Conv2D(256, 1, UseBias = false)]
    public partial Conv2D Pointwise5 { get; }

    [BatchNormalization]
    public partial BatchNormalization PointwiseNorm5 { get; }

    [DepthwiseConv2D(3, Strides = 2, Padding = Padding.Same, UseBias = false)]
    public partial DepthwiseConv2D Depthwise6 { get; }

    [BatchNormalization]
    public partial BatchNormalization DepthwiseNorm6 { get; }

    [Conv2D(512, 1, UseBias = false)]
    public partial Conv2D Pointwise6 { get; }

    [BatchNormalization]
    public partial BatchNormalization PointwiseNorm6 { get; }

    [DepthwiseConv2D(3, Padding = Padding.Same, UseBias = false)]
    public partial DepthwiseConv2D Depthwise7 { get; }

    [BatchNormalization]
    public partial BatchNormalization DepthwiseNorm7 { get; }

    [Conv2D(512, 1, UseBias = false)]
    public partial Conv2D Pointwise7 { get; }

    [BatchNormalization]
    public partial BatchNormalization PointwiseNorm7 { get; }

    [DepthwiseConv2D(3, Padding = Padding.Same, UseBias = false)]
    public partial DepthwiseConv2D Depthwise8 { get; }

    [BatchNormalization]
    public partial BatchNormalization DepthwiseNorm8 { get; }

    [Conv2D(512, 1, UseBias = false)]
    public partial Conv2D Pointwise8 { get; }

    [BatchNormalization]
    public partial BatchNormalization PointwiseNorm8 { get; }

    [DepthwiseConv2D(3, Padding = Padding.Same, UseBias = false)]
    public partial DepthwiseConv2D Depthwise9 { get; }

    [BatchNormalization]
    public partial BatchNormalization DepthwiseNorm9 { get; }

    [Conv2D(512, 1, UseBias = false)]
    public partial Conv2D Pointwise9 { get; }

    [BatchNormalization]
    public partial BatchNormalization PointwiseNorm9 { get; }

    [DepthwiseConv2D(3, Padding = Padding.Same, UseBias = false)]
    public partial DepthwiseConv2D Depthwise10 { get; }

    [BatchNormalization]
    public partial BatchNormalization DepthwiseNorm10 { get; }

    [Conv2D(512, 1, UseBias = false)]
    public partial Conv2D Pointwise10 { get; }

    [BatchNormalization]
    public partial BatchNormalization PointwiseNorm10 { get; }

    [DepthwiseConv2D(3, Padding = Padding.Same, UseBias = false)]
    public partial DepthwiseConv2D Depthwise11 { get; }

    [BatchNormalization]
    public partial BatchNormalization DepthwiseNorm11 { get; }

    [Conv2D(512, 1, UseBias = false)]
    public partial Conv2D Pointwise11 { get; }

    [BatchNormalization]
    public partial BatchNormalization PointwiseNorm11 { get; }

    [DepthwiseConv2D(3, Strides = 2, Padding = Padding.Same, UseBias = false)]
    public partial DepthwiseConv2D Depthwise12 { get; }

    [BatchNormalization]
    public partial BatchNormalization DepthwiseNorm12 { get; }

    [Conv2D(1024, 1, UseBias = false)]
    public partial Conv2D Pointwise12 { get; }

    [BatchNormalization]
    public partial BatchNormalization PointwiseNorm12 { get; }

    [DepthwiseConv2D(3, Padding = Padding.Same, UseBias = false)]
    public partial DepthwiseConv2D Depthwise13 { get; }

    [BatchNormalization]
    public partial BatchNormalization DepthwiseNorm13 { get; }

    [Conv2D(1024, 1, UseBias = false)]
    public partial Conv2D Pointwise13 { get; }

    [BatchNormalization]
    public partial BatchNormalization PointwiseNorm13 { get; }

    [ReLU(MaxValue = 6)]
    public partial ReLU Relu6 { get; }

    [GlobalAveragePooling2D]
    public partial GlobalAveragePooling2D Average { get; }

    [Dense(10, Activation = Activation.Softmax)]
    public partial Dense Output { get; }

    private Tensor Forward([Input(96, 96, 3)] Tensor image)
    {
        var x = Relu6.Forward(StemNorm.Forward(Stem.Forward(image)));
        x = Separable(x, Depthwise1, DepthwiseNorm1, Pointwise1, PointwiseNorm1);
        x = Separable(x, Depthwise2, DepthwiseNorm2, Pointwise2, PointwiseNorm2);
        x = Separable(x, Depthwise3, DepthwiseNorm3, Pointwise3, PointwiseNorm3);
        x = Separable(x, Depthwise4, DepthwiseNorm4, Pointwise4, PointwiseNorm4);
        x = Separable(x, Depthwise5, DepthwiseNorm5, Pointwise5, PointwiseNorm5);
        x = Separable(x, Depthwise6, DepthwiseNorm6, Pointwise6, PointwiseNorm6);
        x = Separable(x, Depthwise7, DepthwiseNorm7, Pointwise7, PointwiseNorm7);
        x = Separable(x, Depthwise8, DepthwiseNorm8, Pointwise8, PointwiseNorm8);
        x = Separable(x, Depthwise9, DepthwiseNorm9, Pointwise9, PointwiseNorm9);
        x = Separable(x, Depthwise10, DepthwiseNorm10, Pointwise10, PointwiseNorm10);
        x = Separable(x, Depthwise11, DepthwiseNorm11, Pointwise11, PointwiseNorm11);
        x = Separable(x, Depthwise12, DepthwiseNorm12, Pointwise12, PointwiseNorm12);
        x = Separable(x, Depthwise13, DepthwiseNorm13, Pointwise13, PointwiseNorm13);
        return Output.Forward(Average.Forward(x));
    }

    private Tensor Separable(Tensor x, DepthwiseConv2D depthwise, BatchNormalization depthwiseNorm, Conv2D pointwise, BatchNormalization pointwiseNorm)
    {
        var filtered = Relu6.Forward(depthwiseNorm.Forward(depthwise.Forward(x)));
        return Relu6.Forward(pointwiseNorm.Forward(pointwise.Forward(filtered)));
    }
}
