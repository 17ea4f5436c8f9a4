namespace GenNet;

/// <summary>Two layers of a model that take a sequence from both ends; see <see cref="BidirectionalAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
/// <param name="forward">The layer that goes forward.</param>
/// <param name="backward">The layer that goes backwards.</param>
public class Bidirectional(Model model, int index, Layer forward, Layer backward) : Layer(model, index)
{
    /// <summary>The layer that goes forward, and its weights. It runs with the whole, and is trained or frozen with it.</summary>
    public Layer ForwardLayer => forward;

    /// <summary>The layer that goes backwards.</summary>
    public Layer BackwardLayer => backward;

    /// <summary>
    /// Begins anew: the next call of the model starts with states of 0 in both layers, of <c>Stateful = true</c>. Nothing happens in others. Keras: <c>layer.reset_state()</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is called from within a call of the model that uses the weights.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public void ResetStates() => ResetCarriedStates();

    /// <summary>Runs this layer alone at inference; see <see cref="Layer.Forward(ReadOnlySpan{Tensor})"/>.</summary>
    /// <param name="input">Sequences, (batch, timesteps, features).</param>
    /// <param name="initialState">States to begin with, (batch, units) each: those of the layer that goes forward, then those of the other; 0 by default.</param>
    /// <param name="mask">(batch, timesteps), 0 where a timestep doesn't count; by default the mask that came with <paramref name="input"/>, where no states are given (as in Keras).</param>
    /// <returns>The output alone; with <see cref="MergeMode.None"/> that of the layer that goes forward.</returns>
    /// <exception cref="ArgumentException">Number or shape of the inputs is another than in the layer's first call.</exception>
    public Tensor Forward(Tensor input, ReadOnlySpan<Tensor> initialState = default, Tensor? mask = null) => Run([input, .. initialState], mask)[0];

    /// <summary>As <see cref="Forward(Tensor, ReadOnlySpan{Tensor}, Tensor?)"/>, of layers with <c>ReturnState = true</c>.</summary>
    /// <returns>The output, the states after the last step of the layer that goes forward, and those of the other, (batch, units) each.</returns>
    /// <exception cref="InvalidOperationException">The layers don't return their states.</exception>
    public LayerResults ForwardWithState(Tensor input, ReadOnlySpan<Tensor> initialState = default, Tensor? mask = null) => RunAll([input, .. initialState], mask);

    /// <summary>As <see cref="Forward(Tensor, ReadOnlySpan{Tensor}, Tensor?)"/>, with <see cref="MergeMode.None"/>.</summary>
    /// <returns>Both outputs.</returns>
    /// <exception cref="InvalidOperationException">The layer merges them.</exception>
    public (Tensor ForwardOutput, Tensor BackwardOutput) ForwardBoth(Tensor input, ReadOnlySpan<Tensor> initialState = default, Tensor? mask = null) =>
        Run([input, .. initialState], mask, outputs: 2) is [var output, var backwardOutput] ? (output, backwardOutput) : default;

    /// <summary>As <see cref="ForwardWithState"/>, with <see cref="MergeMode.None"/>.</summary>
    /// <returns>Both outputs, and the states after the last step of each direction.</returns>
    /// <exception cref="InvalidOperationException">The layers don't return their states, or their outputs are merged.</exception>
    public LayerResults ForwardBothWithState(Tensor input, ReadOnlySpan<Tensor> initialState = default, Tensor? mask = null) => RunAll([input, .. initialState], mask);
}

/// <summary>A <see cref="Bidirectional"/> that says of what type its layers are: <c>Bidirectional&lt;LSTM&gt;</c>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
/// <param name="forward">The layer that goes forward.</param>
/// <param name="backward">The layer that goes backwards.</param>
/// <typeparam name="TLayer">Type of both layers.</typeparam>
public sealed class Bidirectional<TLayer>(Model model, int index, TLayer forward, TLayer backward) : Bidirectional(model, index, forward, backward)
    where TLayer : Layer
{
    /// <summary>The layer that goes forward, and its weights.</summary>
    public new TLayer ForwardLayer => (TLayer)base.ForwardLayer;

    /// <summary>The layer that goes backwards, and its weights.</summary>
    public new TLayer BackwardLayer => (TLayer)base.BackwardLayer;
}
