namespace GenNet;

/// <summary>A 1D separable convolution of a model; see <see cref="SeparableConv1DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class SeparableConv1D(Model model, int index) : Layer(model, index)
{
    /// <summary>Shape (kernel length, input channels, depth multiplier).</summary>
    public Variable DepthwiseKernel => Find("depthwise_kernel")!;

    /// <summary>Shape (1, input channels · depth multiplier, filters).</summary>
    public Variable PointwiseKernel => Find("pointwise_kernel")!;

    /// <summary>Shape (filters); null with <c>UseBias = false</c>.</summary>
    public Variable? Bias => Find("bias");
}
