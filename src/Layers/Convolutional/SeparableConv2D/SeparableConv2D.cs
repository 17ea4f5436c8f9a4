namespace GenNet;

/// <summary>A 2D separable convolution of a model; see <see cref="SeparableConv2DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class SeparableConv2D(Model model, int index) : Layer(model, index)
{
    /// <summary>Shape (kernel height, kernel width, input channels, depth multiplier).</summary>
    public Variable DepthwiseKernel => Find("depthwise_kernel")!;

    /// <summary>Shape (1, 1, input channels · depth multiplier, filters).</summary>
    public Variable PointwiseKernel => Find("pointwise_kernel")!;

    /// <summary>Shape (filters); null with <c>UseBias = false</c>.</summary>
    public Variable? Bias => Find("bias");
}
