using GenNet.Specs;

namespace GenNet;

/// <summary>
/// What layers have in common that go through a sequence step by step. Input (batch, timesteps, features); output (batch, units), or (batch, timesteps, units) with
/// <see cref="ReturnSequences"/>. A mask (batch, timesteps) leaves timesteps out: the states stay, and the output is that of the step before. Keras: <c>keras.layers.RNN</c>.
/// </summary>
public abstract class RecurrentAttribute : LayerAttribute
{
    /// <summary>Whether the output has a value for every timestep, and not for the last alone.</summary>
    public bool ReturnSequences { get; set; }

    /// <summary>Whether the call also yields the states after the last step: by <c>ForwardWithState</c>.</summary>
    [Argument(ArgumentRole.Structure)]
    public bool ReturnState { get; set; }

    /// <summary>Whether the sequence is gone through from its end; the output of all timesteps is in that order too.</summary>
    public bool GoBackwards { get; set; }

    /// <summary>
    /// Whether a call of the model begins with the states that the last one ended with, row by row, at inference and in training; <c>ResetStates</c> begins anew. All calls then have as many
    /// rows, one runs at a time, and training should leave the samples in their order (<c>shuffle: false</c>). Gradients stay within a call. Each instance has states of its own, which
    /// are no weights: no file holds them.
    /// </summary>
    public bool Stateful { get; set; }

    /// <summary>Keras' way of building the loop; it changes no value.</summary>
    [Argument(ArgumentRole.Training)]
    public bool Unroll { get; set; }

    /// <summary>Whether the output of a timestep that the mask leaves out is 0, and not that of the step before.</summary>
    public bool ZeroOutputForMask { get; set; }
}
