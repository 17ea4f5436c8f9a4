namespace GenNet;

/// <summary>A 1D transposed convolution of a model; see <see cref="Conv1DTransposeAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class Conv1DTranspose(Model model, int index) : Layer(model, index)
{
    /// <summary>Shape (kernel length, filters, input channels).</summary>
    public Variable Kernel => Find("kernel")!;

    /// <summary>Shape (filters); null with <c>UseBias = false</c>.</summary>
    public Variable? Bias => Find("bias");
}
