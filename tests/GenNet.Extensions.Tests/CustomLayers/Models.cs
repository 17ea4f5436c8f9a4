using Library;

namespace GenNet.Extensions.Tests.CustomLayers;

/// <summary>A layer of one's own between GenNet's.</summary>
[Model, Input(12)]
public partial class LowRankNet
{
    [Dense(32, Activation = Activation.Tanh)]                       public partial Dense First { get; }
    [LowRankDense(16, 4, Scale = 0.5)]                              public partial LowRankDense Head { get; }
    [LowRankDense(3, rank: 2, UseBias = false, Name = "last")]      public partial LowRankDense Last { get; }
}

/// <summary>The same on steps of a sequence.</summary>
[Model, Input(5, 6)]
public partial class StepsNet
{
    [LowRankDense(4, 2)] public partial LowRankDense Head { get; }
}

/// <summary>Two inputs, whole numbers, and a mask.</summary>
[Model]
public partial class GatedNet
{
    [Dense(4)] public partial Dense Value { get; }
    [Dense(4)] public partial Dense Open { get; }
    [Gate]     public partial Gate Mix { get; }

    private Tensor Forward([Input(3)] Tensor x) => Mix.Forward(Value.Forward(x), Open.Forward(x));
}

[Model, Input(4, DType = DType.Int32)]
public partial class TableNet
{
    [Table(10, 3)] public partial Table Words { get; }
}

[Model, Input(4, 2)]
public partial class MaskedNet
{
    [Masking]   public partial Masking Mask { get; }
    [MaskedSum] public partial MaskedSum Sum { get; }
}

[Model, Input(6)]
public partial class CenteredNet
{
    [Center(Momentum = 0.5f)] public partial Center Norm { get; }
    [Dense(2)]                public partial Dense Output { get; }
}

[Model, Input(8)]
public partial class JitterNet
{
    [Dense(8)]     public partial Dense Hidden { get; }
    [Jitter(0.5)]  public partial Jitter Noise { get; }
    [Dense(2)]     public partial Dense Output { get; }
}

[Model, Input(3)]
public partial class SquareNet
{
    [Dense(3)]  public partial Dense Before { get; }
    [Square]    public partial Square Square { get; }
    [Dense(2)]  public partial Dense After { get; }
}

/// <summary>Layers of a referenced library.</summary>
[Model, Input(4)]
public partial class LibraryNet
{
    [Dense(5)]                                    public partial Dense First { get; }
    [Power]                                       public partial Power Each { get; }
    [Power(3, Scale = Scale.Shared)]              public partial Power All { get; }
}

[Model, Input(2)]
public partial class FloatNet
{
    [Center(Momentum = 0.7f)] public partial Center Norm { get; }
    [Center]                  public partial Center Usual { get; }
}
