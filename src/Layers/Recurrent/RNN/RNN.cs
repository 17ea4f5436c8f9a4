namespace GenNet;

/// <summary>A layer of a model that takes a cell through a sequence; see <see cref="RNNAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
/// <param name="cell">The cell.</param>
public class RNN(Model model, int index, Layer cell) : Layer(model, index)
{
    /// <summary>The cell, and its weights; of several cells a <see cref="StackedRNNCells"/>. It runs with the whole, and is trained or frozen with it.</summary>
    public Layer Cell => cell;

    /// <summary>
    /// Begins anew: the next call of the model starts with states of 0 in this layer, of <c>Stateful = true</c>. Nothing happens in another. Keras: <c>layer.reset_state()</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is called from within a call of the model that uses the weights.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public void ResetStates() => ResetCarriedStates();

    /// <summary>Runs this layer alone at inference, from states of 0; see <see cref="Layer.Forward(ReadOnlySpan{Tensor})"/>.</summary>
    /// <param name="input">Sequences, (batch, timesteps, features).</param>
    /// <param name="initialState">States to begin with, those of all cells in order, (batch, units) each; 0 by default.</param>
    /// <param name="mask">(batch, timesteps), 0 where a timestep doesn't count; by default the mask that came with <paramref name="input"/>, where no states are given (as in Keras).</param>
    /// <returns>The output alone.</returns>
    /// <exception cref="ArgumentException">Number or shape of the inputs is another than in the layer's first call.</exception>
    public Tensor Forward(Tensor input, ReadOnlySpan<Tensor> initialState = default, Tensor? mask = null) => Run([input, .. initialState], mask)[0];

    /// <summary>As <see cref="Forward(Tensor, ReadOnlySpan{Tensor}, Tensor?)"/>, of a cell with one state.</summary>
    public Tensor Forward(Tensor input, Tensor initialState, Tensor? mask = null) => Run([input, initialState], mask)[0];

    /// <summary>As <see cref="Forward(Tensor, ReadOnlySpan{Tensor}, Tensor?)"/>, of a layer with <c>ReturnState = true</c>.</summary>
    /// <returns>The output, and the states of all cells after the last step, (batch, units) each.</returns>
    /// <exception cref="InvalidOperationException">The layer doesn't return its states.</exception>
    public LayerResults ForwardWithState(Tensor input, ReadOnlySpan<Tensor> initialState = default, Tensor? mask = null) => RunAll([input, .. initialState], mask);

    /// <summary>As <see cref="ForwardWithState(Tensor, ReadOnlySpan{Tensor}, Tensor?)"/>, of a cell with one state.</summary>
    public LayerResults ForwardWithState(Tensor input, Tensor initialState, Tensor? mask = null) => RunAll([input, initialState], mask);
}

/// <summary>An <see cref="RNN"/> that says of what type its cell is: <c>RNN&lt;LSTMCell&gt;</c>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
/// <param name="cell">The cell.</param>
/// <typeparam name="TCell">Type of the cell; of several <see cref="StackedRNNCells"/>.</typeparam>
public sealed class RNN<TCell>(Model model, int index, TCell cell) : RNN(model, index, cell)
    where TCell : Layer
{
    /// <summary>The cell, and its weights.</summary>
    public new TCell Cell => (TCell)base.Cell;
}
