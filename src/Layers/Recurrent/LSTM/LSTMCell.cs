namespace GenNet;

/// <summary>An LSTM's cell of a model, as a layer of its own or in an RNN; see <see cref="LSTMCellAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class LSTMCell(Model model, int index) : Layer(model, index)
{
    /// <summary>Shape (features, 4·units).</summary>
    public Variable Kernel => Find("kernel")!;

    /// <summary>Shape (units, 4·units).</summary>
    public Variable RecurrentKernel => Find("recurrent_kernel")!;

    /// <summary>Shape (4·units); null with <c>UseBias = false</c>.</summary>
    public Variable? Bias => Find("bias");

    /// <summary>Runs this cell alone at inference, for one timestep; see <see cref="Layer.Forward(ReadOnlySpan{Tensor})"/>.</summary>
    /// <param name="input">Values of the timestep, (batch, features).</param>
    /// <param name="states">Hidden state and cell state before it, (batch, units) each.</param>
    /// <returns>The output alone.</returns>
    /// <exception cref="ArgumentException">Number or shape of the inputs is another than in the layer's first call.</exception>
    public Tensor Forward(Tensor input, ReadOnlySpan<Tensor> states) => Run([input, .. states], null, 3)[0];

    /// <summary>As <see cref="Forward(Tensor, ReadOnlySpan{Tensor})"/>, with the states after the timestep.</summary>
    public (Tensor Output, Tensor HiddenState, Tensor CellState) ForwardWithState(Tensor input, ReadOnlySpan<Tensor> states) =>
        Run([input, .. states], null, 3) is [var output, var hidden, var cell] ? (output, hidden, cell) : default;
}
