namespace GenNet;

/// <summary>A SimpleRNN's cell of a model, as a layer of its own or in an RNN; see <see cref="SimpleRNNCellAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class SimpleRNNCell(Model model, int index) : Layer(model, index)
{
    /// <summary>Shape (features, units).</summary>
    public Variable Kernel => Find("kernel")!;

    /// <summary>Shape (units, units).</summary>
    public Variable RecurrentKernel => Find("recurrent_kernel")!;

    /// <summary>Shape (units); null with <c>UseBias = false</c>.</summary>
    public Variable? Bias => Find("bias");

    /// <summary>Runs this cell alone at inference, for one timestep; see <see cref="Layer.Forward(ReadOnlySpan{Tensor})"/>.</summary>
    /// <param name="input">Values of the timestep, (batch, features).</param>
    /// <param name="states">The hidden state before it, (batch, units).</param>
    /// <returns>The output alone.</returns>
    /// <exception cref="ArgumentException">Number or shape of the inputs is another than in the layer's first call.</exception>
    public new Tensor Forward(Tensor input, Tensor states) => Run([input, states], null, 2)[0];

    /// <summary>As <see cref="Forward(Tensor, Tensor)"/>, with the state after the timestep.</summary>
    public (Tensor Output, Tensor HiddenState) ForwardWithState(Tensor input, Tensor states) =>
        Run([input, states], null, 2) is [var output, var hidden] ? (output, hidden) : default;
}
