namespace GenNet.Benchmarks.Models;

/// <summary>One batch normalization.</summary>
[Model, Input(56, 56, 64)]
public partial class BatchNormalizationNet
{
    [BatchNormalization]
    public partial BatchNormalization Output { get; }
}
