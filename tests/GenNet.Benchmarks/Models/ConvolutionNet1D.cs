namespace GenNet.Benchmarks.Models;

/// <summary>One convolution along 1024 timesteps.</summary>
[Model, Input(1024, 64)]
public partial class ConvolutionNet1D
{
    [Conv1D(64, 5, Padding = Padding.Same)]
    public partial Conv1D Output { get; }
}
