namespace GenNet;

/// <summary>A dense layer of a model that is written as an Einstein summation; see <see cref="EinsumDenseAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class EinsumDense(Model model, int index) : Layer(model, index)
{
    /// <summary>The axes that the equation names.</summary>
    public Variable Kernel => Find("kernel")!;

    /// <summary>The axes of <c>BiasAxes</c>; null without them.</summary>
    public Variable? Bias => Find("bias");
}
