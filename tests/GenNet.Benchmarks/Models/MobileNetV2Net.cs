namespace GenNet.Benchmarks.Models;

/// <summary>MobileNetV2 on 224×224 pixels.</summary>
[Model]
public partial class MobileNetV2Net
{
    [Conv2D(32, 3, Strides = 2, Padding = Padding.Same, UseBias = false)]
    public partial Conv2D Stem { get; }

    [BatchNormalization]
    public partial BatchNormalization StemNorm { get; }

    [DepthwiseConv2D(3, Padding = Padding.Same, UseBias = false)]
    public partial DepthwiseConv2D Depthwise1 { get; }

    [BatchNormalization]
    public partial BatchNormalization DepthwiseNorm1 { get; }

    [Conv2D(16, 1, UseBias = false)]
    public partial Conv2D Project1 { get; }

    [BatchNormalization]
    public partial BatchNormalization ProjectNorm1 { get; }

    [Conv2D(96, 1, UseBias = false)]
    public partial Conv2D Expand2 { get; }

    [BatchNormalization]
    public partial BatchNormalization ExpandNorm2 { get; }

    [DepthwiseConv2D(3, Strides = 2, Padding = Padding.Same, UseBias = false)]
    public partial DepthwiseConv2D Depthwise2 { get; }

    [BatchNormalization]
    public partial BatchNormalization DepthwiseNorm2 { get; }

    [Conv2D(24, 1, UseBias = false)]
    public partial Conv2D Project2 { get; }

    [BatchNormalization]
    public partial BatchNormalization ProjectNorm2 { get; }

    [Conv2D(144, 1, UseBias = false)]
    public partial Conv2D Expand3 { get; }

    [BatchNormalization]
    public partial BatchNormalization ExpandNorm3 { get; }

    [DepthwiseConv2D(3, Padding = Padding.Same, UseBias = false)]
    public partial DepthwiseConv2D Depthwise3 { get; }

    [BatchNormalization]
    public partial BatchNormalization DepthwiseNorm3 { get; }

    [Conv2D(24, 1, UseBias = false)]
    public partial Conv2D Project3 { get; }

    [BatchNormalization]
    public partial BatchNormalization ProjectNorm3 { get; }

    [Conv2D(144, 1, UseBias = false)]
    public partial Conv2D Expand4 { get; }

    [BatchNormalization]
    public partial BatchNormalization ExpandNorm4 { get; }

    [DepthwiseConv2D(3, Strides = 2, Padding = Padding.Same, UseBias = false)]
    public partial DepthwiseConv2D Depthwise4 { get; }

    [BatchNormalization]
    public partial BatchNormalization DepthwiseNorm4 { get; }

    [Conv2D(32, 1, UseBias = false)]
    public partial Conv2D Project4 { get; }

    [BatchNormalization]
    public partial BatchNormalization ProjectNorm4 { get; }

    [Conv2D(192, 1, UseBias = false)]
    public partial Conv2D Expand5 { get; }

    [BatchNormalization]
    public partial BatchNormalization ExpandNorm5 { get; }

    [DepthwiseConv2D(3, Padding = Padding.Same, UseBias = false)]
    public partial DepthwiseConv2D Depthwise5 { get; }

    [BatchNormalization]
    public partial BatchNormalization DepthwiseNorm5 { get; }

    [Conv2D(32, 1, UseBias = false)]
    public partial Conv2D Project5 { get; }

    [BatchNormalization]
    public partial BatchNormalization ProjectNorm5 { get; }

    [Conv2D(192, 1, UseBias = false)]
    public partial Conv2D Expand6 { get; }

    [BatchNormalization]
    public partial BatchNormalization ExpandNorm6 { get; }

    [DepthwiseConv2D(3, Padding = Padding.Same, UseBias = false)]
    public partial DepthwiseConv2D Depthwise6 { get; }

    [BatchNormalization]
    public partial BatchNormalization DepthwiseNorm6 { get; }

    [Conv2D(32, 1, UseBias = false)]
    public partial Conv2D Project6 { get; }

    [BatchNormalization]
    public partial BatchNormalization ProjectNorm6 { get; }

    [Conv2D(192, 1, UseBias = false)]
    public partial Conv2D Expand7 { get; }

    [BatchNormalization]
    public partial BatchNormalization ExpandNorm7 { get; }

    [DepthwiseConv2D(3, Strides = 2, Padding = Padding.Same, UseBias = false)]
    public partial DepthwiseConv2D Depthwise7 { get; }

    [BatchNormalization]
    public partial BatchNormalization DepthwiseNorm7 { get; }

    [Conv2D(64, 1, UseBias = false)]
    public partial Conv2D Project7 { get; }

    [BatchNormalization]
    public partial BatchNormalization ProjectNorm7 { get; }

    [Conv2D(384, 1, UseBias = false)]
    public partial Conv2D Expand8 { get; }

    [BatchNormalization]
    public partial BatchNormalization ExpandNorm8 { get; }

    [DepthwiseConv2D(3, Padding = Padding.Same, UseBias = false)]
    public partial DepthwiseConv2D Depthwise8 { get; }

    [BatchNormalization]
    public partial BatchNormalization DepthwiseNorm8 { get; }

    [Conv2D(64, 1, UseBias = false)]
    public partial Conv2D Project8 { get; }

    [BatchNormalization]
    public partial BatchNormalization ProjectNorm8 { get; }

    [Conv2D(384, 1, UseBias = false)]
    public partial Conv2D Expand9 { get; }

    [BatchNormalization]
    public partial BatchNormalization ExpandNorm9 { get; }

    [DepthwiseConv2D(3, Padding = Padding.Same, UseBias = false)]
    public partial DepthwiseConv2D Depthwise9 { get; }

    [BatchNormalization]
    public partial BatchNormalization DepthwiseNorm9 { get; }

    [Conv2D(64, 1, UseBias = false)]
    public partial Conv2D Project9 { get; }

    [BatchNormalization]
    public partial BatchNormalization ProjectNorm9 { get; }

    [Conv2D(384, 1, UseBias = false)]
    public partial Conv2D Expand10 { get; }

    [BatchNormalization]
    public partial BatchNormalization ExpandNorm10 { get; }

    [DepthwiseConv2D(3, Padding = Padding.Same, UseBias = false)]
    public partial DepthwiseConv2D Depthwise10 { get; }

    [BatchNormalization]
    public partial BatchNormalization DepthwiseNorm10 { get; }

    [Conv2D(64, 1, UseBias = false)]
    public partial Conv2D Project10 { get; }

    [BatchNormalization]
    public partial BatchNormalization ProjectNorm10 { get; }

    [Conv2D(384, 1, UseBias = false)]
    public partial Conv2D Expand11 { get; }

    [BatchNormalization]
    public partial BatchNormalization ExpandNorm11 { get; }

    [DepthwiseConv2D(3, Padding = Padding.Same, UseBias = false)]
    public partial DepthwiseConv2D Depthwise11 { get; }

    [BatchNormalization]
    public partial BatchNormalization DepthwiseNorm11 { get; }

    [Conv2D(96, 1, UseBias = false)]
    public partial Conv2D Project11 { get; }

    [BatchNormalization]
    public partial BatchNormalization ProjectNorm11 { get; }

    [Conv2D(576, 1, UseBias = false)]
    public partial Conv2D Expand12 { get; }

    [BatchNormalization]
    public partial BatchNormalization ExpandNorm12 { get; }

    [DepthwiseConv2D(3, Padding = Padding.Same, UseBias = false)]
    public partial DepthwiseConv2D Depthwise12 { get; }

    [BatchNormalization]
    public partial BatchNormalization DepthwiseNorm12 { get; }

    [Conv2D(96, 1, UseBias = false)]
    public partial Conv2D Project12 { get; }

    [BatchNormalization]
    public partial BatchNormalization ProjectNorm12 { get; }

    [Conv2D(576, 1, UseBias = false)]
    public partial Conv2D Expand13 { get; }

    [BatchNormalization]
    public partial BatchNormalization ExpandNorm13 { get; }

    [DepthwiseConv2D(3, Padding = Padding.Same, UseBias = false)]
    public partial DepthwiseConv2D Depthwise13 { get; }

    [BatchNormalization]
    public partial BatchNormalization DepthwiseNorm13 { get; }

    [Conv2D(96, 1, UseBias = false)]
    public partial Conv2D Project13 { get; }

    [BatchNormalization]
    public partial BatchNormalization ProjectNorm13 { get; }

    [Conv2D(576, 1, UseBias = false)]
    public partial Conv2D Expand14 { get; }

    [BatchNormalization]
    public partial BatchNormalization ExpandNorm14 { get; }

    [DepthwiseConv2D(3, Strides = 2, Padding = Padding.Same, UseBias = false)]
    public partial DepthwiseConv2D Depthwise14 { get; }

    [BatchNormalization]
    public partial BatchNormalization DepthwiseNorm14 { get; }

    [Conv2D(160, 1, UseBias = false)]
    public partial Conv2D Project14 { get; }

    [BatchNormalization]
    public partial BatchNormalization ProjectNorm14 { get; }

    [Conv2D(960, 1, UseBias = false)]
    public partial Conv2D Expand15 { get; }

    [BatchNormalization]
    public partial BatchNormalization ExpandNorm15 { get; }

    [DepthwiseConv2D(3, Padding = Padding.Same, UseBias = false)]
    public partial DepthwiseConv2D Depthwise15 { get; }

    [BatchNormalization]
    public partial BatchNormalization DepthwiseNorm15 { get; }

    [Conv2D(160, 1, UseBias = false)]
    public partial Conv2D Project15 { get; }

    [BatchNormalization]
    public partial BatchNormalization ProjectNorm15 { get; }

    [Conv2D(960, 1, UseBias = false)]
    public partial Conv2D Expand16 { get; }

    [BatchNormalization]
    public partial BatchNormalization ExpandNorm16 { get; }

    [DepthwiseConv2D(3, Padding = Padding.Same, UseBias = false)]
    public partial DepthwiseConv2D Depthwise16 { get; }

    [BatchNormalization]
    public partial BatchNormalization DepthwiseNorm16 { get; }

    [Conv2D(160, 1, UseBias = false)]
    public partial Conv2D Project16 { get; }

    [BatchNormalization]
    public partial BatchNormalization ProjectNorm16 { get; }

    [Conv2D(960, 1, UseBias = false)]
    public partial Conv2D Expand17 { get; }

    [BatchNormalization]
    public partial BatchNormalization ExpandNorm17 { get; }

    [DepthwiseConv2D(3, Padding = Padding.Same, UseBias = false)]
    public partial DepthwiseConv2D Depthwise17 { get; }

    [BatchNormalization]
    public partial BatchNormalization DepthwiseNorm17 { get; }

    [Conv2D(320, 1, UseBias = false)]
    public partial Conv2D Project17 { get; }

    [BatchNormalization]
    public partial BatchNormalization ProjectNorm17 { get; }

    [Conv2D(1280, 1, UseBias = false)]
    public partial Conv2D Last { get; }

    [BatchNormalization]
    public partial BatchNormalization LastNorm { get; }

    [ReLU(MaxValue = 6)]
    public partial ReLU Relu6 { get; }

    [GlobalAveragePooling2D]
    public partial GlobalAveragePooling2D Average { get; }

    [Dense(1000, Activation = Activation.Softmax)]
    public partial Dense Output { get; }

    private Tensor Forward([Input(224, 224, 3)] Tensor image)
    {
        var x = Relu6.Forward(StemNorm.Forward(Stem.Forward(image)));
        x = Bottleneck(x, Depthwise1, DepthwiseNorm1, Project1, ProjectNorm1);
        x = Bottleneck(Expanded(x, Expand2, ExpandNorm2), Depthwise2, DepthwiseNorm2, Project2, ProjectNorm2);
        x = Bottleneck(Expanded(x, Expand3, ExpandNorm3), Depthwise3, DepthwiseNorm3, Project3, ProjectNorm3) + x;
        x = Bottleneck(Expanded(x, Expand4, ExpandNorm4), Depthwise4, DepthwiseNorm4, Project4, ProjectNorm4);
        x = Bottleneck(Expanded(x, Expand5, ExpandNorm5), Depthwise5, DepthwiseNorm5, Project5, ProjectNorm5) + x;
        x = Bottleneck(Expanded(x, Expand6, ExpandNorm6), Depthwise6, DepthwiseNorm6, Project6, ProjectNorm6) + x;
        x = Bottleneck(Expanded(x, Expand7, ExpandNorm7), Depthwise7, DepthwiseNorm7, Project7, ProjectNorm7);
        x = Bottleneck(Expanded(x, Expand8, ExpandNorm8), Depthwise8, DepthwiseNorm8, Project8, ProjectNorm8) + x;
        x = Bottleneck(Expanded(x, Expand9, ExpandNorm9), Depthwise9, DepthwiseNorm9, Project9, ProjectNorm9) + x;
        x = Bottleneck(Expanded(x, Expand10, ExpandNorm10), Depthwise10, DepthwiseNorm10, Project10, ProjectNorm10) + x;
        x = Bottleneck(Expanded(x, Expand11, ExpandNorm11), Depthwise11, DepthwiseNorm11, Project11, ProjectNorm11);
        x = Bottleneck(Expanded(x, Expand12, ExpandNorm12), Depthwise12, DepthwiseNorm12, Project12, ProjectNorm12) + x;
        x = Bottleneck(Expanded(x, Expand13, ExpandNorm13), Depthwise13, DepthwiseNorm13, Project13, ProjectNorm13) + x;
        x = Bottleneck(Expanded(x, Expand14, ExpandNorm14), Depthwise14, DepthwiseNorm14, Project14, ProjectNorm14);
        x = Bottleneck(Expanded(x, Expand15, ExpandNorm15), Depthwise15, DepthwiseNorm15, Project15, ProjectNorm15) + x;
        x = Bottleneck(Expanded(x, Expand16, ExpandNorm16), Depthwise16, DepthwiseNorm16, Project16, ProjectNorm16) + x;
        x = Bottleneck(Expanded(x, Expand17, ExpandNorm17), Depthwise17, DepthwiseNorm17, Project17, ProjectNorm17);
        return Output.Forward(Average.Forward(Expanded(x, Last, LastNorm)));
    }

    private Tensor Expanded(Tensor x, Conv2D expand, BatchNormalization norm) => Relu6.Forward(norm.Forward(expand.Forward(x)));

    private Tensor Bottleneck(Tensor x, DepthwiseConv2D depthwise, BatchNormalization depthwiseNorm, Conv2D project, BatchNormalization projectNorm) =>
        projectNorm.Forward(project.Forward(Relu6.Forward(depthwiseNorm.Forward(depthwise.Forward(x)))));
}
