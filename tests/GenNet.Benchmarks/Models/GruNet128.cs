namespace GenNet.Benchmarks.Models;

/// <summary>One GRU of 128 units.</summary>
[Model, Input(100, 128)]
public partial class GruNet128
{
    [GRU(128)]
    public partial GRU Output { get; }
}
