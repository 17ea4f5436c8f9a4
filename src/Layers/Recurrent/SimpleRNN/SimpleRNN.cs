namespace GenNet;

/// <summary>A SimpleRNN of a model; see <see cref="SimpleRNNAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class SimpleRNN(Model model, int index) : Layer(model, index)
{
    /// <summary>Shape (features, units).</summary>
    public Variable Kernel => Find("kernel")!;

    /// <summary>Shape (units, units).</summary>
    public Variable RecurrentKernel => Find("recurrent_kernel")!;

    /// <summary>Shape (units); null with <c>UseBias = false</c>.</summary>
    public Variable? Bias => Find("bias");

    /// <summary>
    /// Begins anew: the next call of the model starts with states of 0 in this layer, of <c>Stateful = true</c>. Nothing happens in another. Keras: <c>layer.reset_state()</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is called from within a call of the model that uses the weights.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public void ResetStates() => ResetCarriedStates();

    /// <summary>Runs this layer alone at inference, from states of 0; see <see cref="Layer.Forward(ReadOnlySpan{Tensor})"/>.</summary>
    /// <param name="input">Sequences, (batch, timesteps, features).</param>
    /// <param name="initialState">The hidden state to begin with, (batch, units); 0 by default.</param>
    /// <param name="mask">(batch, timesteps), 0 where a timestep doesn't count; by default the mask that came with <paramref name="input"/>, where no state is given (as in Keras).</param>
    /// <returns>The output alone.</returns>
    /// <exception cref="ArgumentException">Number or shape of the inputs is another than in the layer's first call.</exception>
    public Tensor Forward(Tensor input, Tensor? initialState = null, Tensor? mask = null) => Run(initialState is null ? [input] : [input, initialState], mask)[0];

    /// <summary>As <see cref="Forward(Tensor, Tensor?, Tensor?)"/>, of a layer with <c>ReturnState = true</c>.</summary>
    /// <returns>The output, and the state after the last step, (batch, units).</returns>
    /// <exception cref="InvalidOperationException">The layer doesn't return its states.</exception>
    public (Tensor Output, Tensor HiddenState) ForwardWithState(Tensor input, Tensor? initialState = null, Tensor? mask = null) =>
        Run(initialState is null ? [input] : [input, initialState], mask, outputs: 2) is [var output, var hidden] ? (output, hidden) : default;
}
