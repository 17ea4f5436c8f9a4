namespace GenNet;

/// <summary>A 3D convolution of a model; see <see cref="Conv3DAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class Conv3D(Model model, int index) : Layer(model, index)
{
    /// <summary>Shape (kernel depth, kernel height, kernel width, input channels / groups, filters).</summary>
    public Variable Kernel => Find("kernel")!;

    /// <summary>Shape (filters); null with <c>UseBias = false</c>.</summary>
    public Variable? Bias => Find("bias");
}
