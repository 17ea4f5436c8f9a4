namespace GenNet.Benchmarks.Models;

/// <summary>One transposed convolution that doubles height and width, as in DCGAN's generator.</summary>
[Model, Input(32, 32, 64)]
public partial class TransposedConvolutionNet
{
    [Conv2DTranspose(32, 4, Strides = 2, Padding = Padding.Same)]
    public partial Conv2DTranspose Output { get; }
}
