namespace GenNet.Benchmarks.Models;

/// <summary>One depthwise 3×3 convolution.</summary>
[Model, Input(96, 96, 64)]
public partial class DepthwiseNet96
{
    [DepthwiseConv2D(3, Padding = Padding.Same)]
    public partial DepthwiseConv2D Output { get; }
}
