namespace GenNet;

/// <summary>A 1D depthwise convolution of a model; see <see cref="DepthwiseConv1DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class DepthwiseConv1D(Model model, int index) : Layer(model, index)
{
    /// <summary>Shape (kernel length, input channels, depth multiplier).</summary>
    public Variable Kernel => Find("kernel")!;

    /// <summary>Shape (input channels · depth multiplier); null with <c>UseBias = false</c>.</summary>
    public Variable? Bias => Find("bias");
}
