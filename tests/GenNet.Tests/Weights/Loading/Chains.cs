namespace GenNet.Tests.Weights.Loading;

/// <summary>Four layers that only their names tell apart, and what becomes of them.</summary>
[Model, Input(16)]
internal sealed partial class Chain
{
    [Dense(16)] public partial Dense A { get; }
    [Dense(16)] public partial Dense B { get; }
    [Dense(16)] public partial Dense C { get; }
    [Dense(16)] public partial Dense D { get; }
}

/// <summary><see cref="Chain"/> with a layer after the first.</summary>
[Model, Input(16)]
internal sealed partial class ChainWithX
{
    [Dense(16)] public partial Dense A { get; }
    [Dense(16)] public partial Dense X { get; }
    [Dense(16)] public partial Dense B { get; }
    [Dense(16)] public partial Dense C { get; }
    [Dense(16)] public partial Dense D { get; }
}

/// <summary><see cref="Chain"/> in another order.</summary>
[Model, Input(16)]
internal sealed partial class ChainSwapped
{
    [Dense(16)] public partial Dense A { get; }
    [Dense(16)] public partial Dense C { get; }
    [Dense(16)] public partial Dense B { get; }
    [Dense(16)] public partial Dense D { get; }
}

/// <summary><see cref="Chain"/> with C renamed and before B.</summary>
[Model, Input(16)]
internal sealed partial class ChainRenamedAndSwapped
{
    [Dense(16)] public partial Dense A { get; }
    [Dense(16)] public partial Dense C2 { get; }
    [Dense(16)] public partial Dense B { get; }
    [Dense(16)] public partial Dense D { get; }
}

/// <summary><see cref="Chain"/> with A renamed and without B.</summary>
[Model, Input(16)]
internal sealed partial class ChainRenamedAndShortened
{
    [Dense(16)] public partial Dense A2 { get; }
    [Dense(16)] public partial Dense C { get; }
    [Dense(16)] public partial Dense D { get; }
}

/// <summary><see cref="Chain"/> with the last layer of another size.</summary>
[Model, Input(16)]
internal sealed partial class ChainWithOtherHead
{
    [Dense(16)] public partial Dense A { get; }
    [Dense(16)] public partial Dense B { get; }
    [Dense(16)] public partial Dense C { get; }
    [Dense(3)] public partial Dense D { get; }
}

/// <summary><see cref="Chain"/> with an activation.</summary>
[Model, Input(16)]
internal sealed partial class ChainWithActivation
{
    [Dense(16)] public partial Dense A { get; }
    [Dense(16)] public partial Dense B { get; }
    [Dense(16, Activation = Activation.ReLU)] public partial Dense C { get; }
    [Dense(16)] public partial Dense D { get; }
}

/// <summary>Names as Keras makes them.</summary>
[Model, Input(16)]
internal sealed partial class AutomaticChain
{
    [Dense(16, Name = "dense")] public partial Dense First { get; }
    [Dense(16, Name = "dense_1")] public partial Dense Second { get; }
    [Dense(16, Name = "dense_2")] public partial Dense Third { get; }
}

/// <summary><see cref="AutomaticChain"/> with a new head.</summary>
[Model, Input(16)]
internal sealed partial class AutomaticChainWithHead
{
    [Dense(16, Name = "dense")] public partial Dense First { get; }
    [Dense(16, Name = "dense_1")] public partial Dense Second { get; }
    [Dense(16, Name = "dense_2")] public partial Dense Third { get; }
    [Dense(4)] public partial Dense Head { get; }
}

/// <summary>Names that say nothing in common with Keras'.</summary>
[Model, Input(16)]
internal sealed partial class ChosenChain
{
    [Dense(16)] public partial Dense Encoder { get; }
    [Dense(16)] public partial Dense Middle { get; }
    [Dense(16)] public partial Dense Decoder { get; }
}
