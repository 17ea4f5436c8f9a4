namespace GenNet.Benchmarks.Models;

/// <summary>One 3×3 convolution of 64 to 64 channels, as in the second stage of a ResNet.</summary>
[Model, Input(56, 56, 64)]
public partial class ConvolutionNet56
{
    [Conv2D(64, 3, Padding = Padding.Same)]
    public partial Conv2D Output { get; }
}
