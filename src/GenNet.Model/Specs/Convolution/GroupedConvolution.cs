namespace GenNet.Specs;

/// <summary>What Conv1D, Conv2D and Conv3D are besides their number of axes.</summary>
/// <param name="Window">How the window moves.</param>
/// <param name="Filters">Channels of the output.</param>
/// <param name="Groups">In how many groups the channels are cut.</param>
/// <param name="Activation">Activation of the output.</param>
/// <param name="Kernel">Initializer and penalties of the kernel.</param>
/// <param name="Bias">Those of the bias; null for none.</param>
public sealed record GroupedConvolution(
    ConvolutionWindow Window, int Filters, int Groups, Activation Activation, WeightArguments Kernel, WeightArguments? Bias)
{
    /// <summary>What follows for an input.</summary>
    /// <exception cref="SpecException">The input doesn't fit.</exception>
    public InferredLayer Infer(TensorType input)
    {
        var call = Window.On(input);
        var channels = call.Input.Channels;
        if (channels % Groups != 0)
            throw SpecException.Of("groups", $"is {Groups} and must divide the input's channels, which are {channels}");
        var kernel = Kernel.Variable("kernel", call.KernelShape(channels / Groups, Filters));
        return call.Infer(Filters, Groups, Activation, Bias is null ? [kernel] : [kernel, Bias.Variable("bias", TensorShape.Of(Filters))]);
    }

    /// <summary>Checks what arguments mean together.</summary>
    /// <exception cref="SpecException">They don't go together.</exception>
    public void Check()
    {
        if (Filters % Groups != 0)
            throw SpecException.Of("groups", $"is {Groups} and must divide {new ArgumentName("filters")}, which is {Filters}");
        Window.CheckStrides();
    }
}
