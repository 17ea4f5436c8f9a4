namespace GenNet;

/// <summary>A ConvLSTM1D, ConvLSTM2D or ConvLSTM3D of a model; see <see cref="ConvLSTMAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public abstract class ConvLSTM(Model model, int index) : Layer(model, index)
{
    /// <summary>Shape (window, input channels, 4·filters).</summary>
    public Variable Kernel => Find("kernel")!;

    /// <summary>Shape (window, filters, 4·filters).</summary>
    public Variable RecurrentKernel => Find("recurrent_kernel")!;

    /// <summary>Shape (4·filters); null with <c>UseBias = false</c>.</summary>
    public Variable? Bias => Find("bias");

    /// <summary>
    /// Begins anew: the next call of the model starts with states of 0 in this layer, of <c>Stateful = true</c>. Nothing happens in another. Keras: <c>layer.reset_state()</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is called from within a call of the model that uses the weights.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public void ResetStates() => ResetCarriedStates();

    /// <summary>Runs this layer alone at inference, from states of 0; see <see cref="Layer.Forward(ReadOnlySpan{Tensor})"/>.</summary>
    /// <param name="input">Sequences, (batch, timesteps, image, channels).</param>
    /// <param name="initialState">Hidden state and cell state to begin with, (batch, image, filters) each; 0 by default.</param>
    /// <param name="mask">(batch, timesteps), 0 where a timestep doesn't count; by default the mask that came with <paramref name="input"/>, where no states are given (as in Keras).</param>
    /// <returns>The output alone.</returns>
    /// <exception cref="ArgumentException">Number or shape of the inputs is another than in the layer's first call.</exception>
    public Tensor Forward(Tensor input, ReadOnlySpan<Tensor> initialState = default, Tensor? mask = null) => Run([input, .. initialState], mask)[0];

    /// <summary>As <see cref="Forward(Tensor, ReadOnlySpan{Tensor}, Tensor?)"/>, of a layer with <c>ReturnState = true</c>.</summary>
    /// <returns>The output, and the states after the last step, (batch, image, filters) each.</returns>
    /// <exception cref="InvalidOperationException">The layer doesn't return its states.</exception>
    public (Tensor Output, Tensor HiddenState, Tensor CellState) ForwardWithState(Tensor input, ReadOnlySpan<Tensor> initialState = default, Tensor? mask = null) =>
        Run([input, .. initialState], mask, outputs: 3) is [var output, var hidden, var cell] ? (output, hidden, cell) : default;
}
