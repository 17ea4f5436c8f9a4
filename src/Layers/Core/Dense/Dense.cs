namespace GenNet;

/// <summary>A densely connected layer of a model; see <see cref="DenseAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class Dense(Model model, int index) : Layer(model, index)
{
    /// <summary>Shape (features, units).</summary>
    public Variable Kernel => Find("kernel")!;

    /// <summary>Shape (units); null with <c>UseBias = false</c>.</summary>
    public Variable? Bias => Find("bias");
}
