namespace GenNet.Layers;

/// <summary>Constants of a call of an LSTM layer.</summary>
public interface ILSTMShape : IGatedShape
{
    /// <summary>Activation of the gates.</summary>
    static abstract Activation RecurrentActivation { get; }
}
