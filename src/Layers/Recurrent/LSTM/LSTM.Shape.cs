namespace GenNet.Layers;

/// <summary>Constants of a call of an LSTM layer.</summary>
public interface ILSTMShape : IRecurrentShape
{
    /// <summary>Values a timestep.</summary>
    static abstract int Features { get; }

    /// <summary>Activation of the cell's new values and of the cell state.</summary>
    static abstract Activation Activation { get; }

    /// <summary>Activation of the gates.</summary>
    static abstract Activation RecurrentActivation { get; }

    /// <summary>The share of the input's values to drop in training.</summary>
    static abstract float Dropout { get; }

    /// <summary>The share of the hidden state's values to drop in training.</summary>
    static abstract float RecurrentDropout { get; }

    /// <summary>Whether what activations were applied to is kept, because their derivative needs it.</summary>
    static abstract bool KeepsGateInputs { get; }

    /// <summary>Whether the layer has a seed of its own.</summary>
    static abstract bool HasSeed { get; }

    /// <summary>That seed.</summary>
    static abstract int Seed { get; }

    /// <summary>Number of the call in the model.</summary>
    static abstract int Stream { get; }
}
