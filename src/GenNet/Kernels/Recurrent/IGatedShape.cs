namespace GenNet.Layers;

/// <summary>Constants of a call of a layer whose steps are products of input and state with the matrices of all gates.</summary>
public interface IGatedShape : IRecurrentShape
{
    /// <summary>Values a timestep.</summary>
    static abstract int Features { get; }

    /// <summary>Activation of the new values.</summary>
    static abstract Activation Activation { get; }

    /// <summary>The share of the input's values to drop in training.</summary>
    static abstract float Dropout { get; }

    /// <summary>The share of the hidden state's values to drop in training.</summary>
    static abstract float RecurrentDropout { get; }

    /// <summary>Dropout masks of the input: none, one for all gates, or one a gate.</summary>
    static abstract int InputMasks { get; }

    /// <summary>Dropout masks of the hidden state: none, one for all gates, or one a gate.</summary>
    static abstract int StateMasks { get; }

    /// <summary>Whether what activations were applied to is kept, because their derivative needs it.</summary>
    static abstract bool KeepsGateInputs { get; }

    /// <summary>Whether the layer has a seed of its own.</summary>
    static abstract bool HasSeed { get; }

    /// <summary>That seed.</summary>
    static abstract int Seed { get; }

    /// <summary>Number of the call in the model.</summary>
    static abstract int Stream { get; }
}
