namespace GenNet.Benchmarks.Models;

/// <summary>One LSTM of 128 units.</summary>
[Model, Input(100, 128)]
public partial class LstmNet128
{
    [LSTM(128)]
    public partial LSTM Output { get; }
}
