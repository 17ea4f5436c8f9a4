namespace GenNet.Specs;

/// <summary>What Conv1DTranspose, Conv2DTranspose and Conv3DTranspose are besides their number of axes.</summary>
/// <param name="Window">How the window moves over the output.</param>
/// <param name="OutputPadding">What is added to the output's size, if it is given.</param>
/// <param name="Filters">Channels of the output.</param>
/// <param name="Activation">Activation of the output.</param>
/// <param name="Kernel">Initializer and penalties of the kernel.</param>
/// <param name="Bias">Those of the bias; null for none.</param>
public sealed record TransposedConvolution(
    ConvolutionWindow Window, EquatableArray<int>? OutputPadding, int Filters, Activation Activation, WeightArguments Kernel, WeightArguments? Bias)
{
    /// <summary>How generated code calls the kernels.</summary>
    public static KernelCall Kernels { get; } = new("ConvolutionTranspose");

    /// <summary>What follows for an input.</summary>
    /// <exception cref="SpecException">The input doesn't fit.</exception>
    public InferredLayer Infer(TensorType input)
    {
        var call = Window.TransposedOn(input, OutputPadding);
        var kernel = Kernel.Variable("kernel", call.KernelShape(Filters, call.Input.Channels));
        return call.Infer(Filters, 1, Activation, Bias is null ? [kernel] : [kernel, Bias.Variable("bias", TensorShape.Of(Filters))]);
    }
}
