namespace GenNet;

/// <summary>A 2D transposed convolution of a model; see <see cref="Conv2DTransposeAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class Conv2DTranspose(Model model, int index) : Layer(model, index)
{
    /// <summary>Shape (kernel height, kernel width, filters, input channels).</summary>
    public Variable Kernel => Find("kernel")!;

    /// <summary>Shape (filters); null with <c>UseBias = false</c>.</summary>
    public Variable? Bias => Find("bias");
}
