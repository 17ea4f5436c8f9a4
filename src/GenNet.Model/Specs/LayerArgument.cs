namespace GenNet.Specs;

/// <summary>One argument of a layer as it stands, for contracts, Keras configs and scaffolded attributes.</summary>
/// <param name="Name">Keras' name.</param>
/// <param name="Value">Its value.</param>
/// <param name="Default">What it is when left out; null if it must be given.</param>
/// <param name="Role">What a change of it does to saved weights.</param>
public sealed record LayerArgument(string Name, ArgumentValue Value, ArgumentValue? Default, ArgumentRole Role);

/// <summary>What a change of an argument does to saved weights.</summary>
public enum ArgumentRole
{
    /// <summary>Shapes show it: a change is a shape change (<c>units</c>, <c>kernel_size</c>, <c>use_bias</c>).</summary>
    Structure,

    /// <summary>The weights still fit and mean something else (<c>activation</c>, <c>strides</c>, <c>epsilon</c>). Stands in the contract.</summary>
    Behaviour,

    /// <summary>Inference doesn't change (<c>rate</c> of Dropout, initializers, <c>momentum</c> of moving averages).</summary>
    Training,
}
