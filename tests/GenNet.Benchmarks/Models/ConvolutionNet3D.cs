namespace GenNet.Benchmarks.Models;

/// <summary>One 3×3×3 convolution of 16 to 32 channels.</summary>
[Model, Input(16, 32, 32, 16)]
public partial class ConvolutionNet3D
{
    [Conv3D(32, 3, Padding = Padding.Same)]
    public partial Conv3D Output { get; }
}
