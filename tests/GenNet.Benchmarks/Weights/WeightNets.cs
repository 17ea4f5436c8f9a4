namespace GenNet.Benchmarks.Weights;

/// <summary>A gigabyte of weights in sixteen layers.</summary>
[Model, Input(4096)]
internal sealed partial class GigabyteNet
{
    [Repeat(16), Dense(4096)] public partial Layers<Dense> Hidden { get; }
}

/// <summary>Two thousand small arrays.</summary>
[Model, Input(8)]
internal sealed partial class SmallArraysNet
{
    [Repeat(1000), Dense(8)] public partial Layers<Dense> Hidden { get; }
}
