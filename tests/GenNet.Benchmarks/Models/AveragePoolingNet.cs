namespace GenNet.Benchmarks.Models;

/// <summary>One average pooling.</summary>
[Model, Input(112, 112, 64)]
public partial class AveragePoolingNet
{
    [AveragePooling2D(2)]
    public partial AveragePooling2D Output { get; }
}
