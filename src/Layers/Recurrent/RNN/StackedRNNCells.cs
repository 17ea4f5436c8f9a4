namespace GenNet;

/// <summary>Several cells of a model as one, as a layer of its own or in an <see cref="RNN"/>; see <see cref="StackedRNNCellsAttribute"/>.</summary>
/// <param name="model">The model they belong to.</param>
/// <param name="index">Its number.</param>
/// <param name="cells">The cells.</param>
public sealed class StackedRNNCells(Model model, int index, params Layer[] cells) : Layer(model, index)
{
    /// <summary>The cells, and their weights: the first takes the input. They run with the whole, and are trained or frozen with it.</summary>
    public IReadOnlyList<Layer> Cells => cells;

    /// <summary>Runs the cells alone at inference, for one timestep; see <see cref="Layer.Forward(ReadOnlySpan{Tensor})"/>.</summary>
    /// <param name="input">Values of the timestep, (batch, features).</param>
    /// <param name="states">The states of all cells before it in order, (batch, units) each.</param>
    /// <returns>The output alone.</returns>
    /// <exception cref="ArgumentException">Number or shape of the inputs is another than in the layer's first call.</exception>
    public Tensor Forward(Tensor input, ReadOnlySpan<Tensor> states) => RunAll([input, .. states], null)[0];

    /// <summary>As <see cref="Forward(Tensor, ReadOnlySpan{Tensor})"/>, of one cell with one state.</summary>
    public new Tensor Forward(Tensor input, Tensor states) => RunAll([input, states], null)[0];

    /// <summary>As <see cref="Forward(Tensor, ReadOnlySpan{Tensor})"/>, with the states of all cells after the timestep.</summary>
    public LayerResults ForwardWithState(Tensor input, ReadOnlySpan<Tensor> states) => RunAll([input, .. states], null);

    /// <summary>As <see cref="ForwardWithState(Tensor, ReadOnlySpan{Tensor})"/>, of one cell with one state.</summary>
    public LayerResults ForwardWithState(Tensor input, Tensor states) => RunAll([input, states], null);
}
