namespace GenNet.Benchmarks.Models;

/// <summary>One matrix product of 1024×1024.</summary>
[Model, Input(1024)]
public partial class DenseNet1024
{
    [Dense(1024)]
    public partial Dense Output { get; }
}
