namespace GenNet.Layers;

/// <summary>Constants of a call of a GRU layer.</summary>
public interface IGRUShape : IGatedShape
{
    /// <summary>Activation of the gates.</summary>
    static abstract Activation RecurrentActivation { get; }

    /// <summary>Whether the reset gate is applied to the product of the state, and not to the state.</summary>
    static abstract bool ResetAfter { get; }
}
