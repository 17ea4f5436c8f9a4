namespace GenNet.SaveLoop;

/// <summary>64 MB of weights.</summary>
[Model, Input(4096)]
public partial class LargeNet
{
    [Dense(4096)] public partial Dense Output { get; }
}
