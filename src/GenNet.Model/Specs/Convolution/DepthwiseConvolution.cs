namespace GenNet.Specs;

/// <summary>What DepthwiseConv1D, DepthwiseConv2D, and SeparableConv1D and SeparableConv2D with a product behind it, are besides their number of axes.</summary>
/// <param name="Window">How the window moves.</param>
/// <param name="DepthMultiplier">Output channels of each input channel.</param>
/// <param name="Activation">Activation of the output.</param>
/// <param name="Depthwise">Initializer and penalties of the depthwise kernel.</param>
/// <param name="Bias">Those of the bias; null for none.</param>
public sealed record DepthwiseConvolution(
    ConvolutionWindow Window, int DepthMultiplier, Activation Activation, WeightArguments Depthwise, WeightArguments? Bias)
{
    /// <summary>How generated code calls the kernels of separable ones.</summary>
    public static KernelCall SeparableKernels { get; } = new("SeparableConvolution");

    /// <summary>What follows for an input.</summary>
    /// <exception cref="SpecException">The input doesn't fit.</exception>
    public InferredLayer Infer(TensorType input)
    {
        var call = Window.On(input);
        var channels = call.Input.Channels;
        var filters = checked(channels * DepthMultiplier);
        var kernel = Depthwise.Variable("kernel", call.KernelShape(channels, DepthMultiplier));
        return call.Infer(filters, channels, Activation, Bias is null ? [kernel] : [kernel, Bias.Variable("bias", TensorShape.Of(filters))]);
    }

    /// <summary>What follows for an input, with a product by a matrix (channels · depth multiplier, filters) at every position. Training keeps what that is applied to.</summary>
    /// <param name="input">The input.</param>
    /// <param name="filters">Channels of the output.</param>
    /// <param name="pointwise">Initializer and penalties of the matrix.</param>
    /// <exception cref="SpecException">The input doesn't fit.</exception>
    public InferredLayer InferSeparable(TensorType input, int filters, WeightArguments pointwise)
    {
        var call = Window.On(input);
        var channels = call.Input.Channels;
        var between = checked(channels * DepthMultiplier);
        var ones = Window.KernelSize.Select(static _ => 1).Append(between).Append(filters).ToEquatableArray();
        var variables = new List<VariableSpec>
        {
            Depthwise.Variable("depthwise_kernel", call.KernelShape(channels, DepthMultiplier)),
            pointwise.Variable("pointwise_kernel", new(ones)),
        };
        if (Bias is not null)
            variables.Add(Bias.Variable("bias", TensorShape.Of(filters)));
        var inferred = call.Infer(filters, channels, Activation, variables);
        return inferred with
        {
            Constants = inferred.Constants
                .Append(KernelConstant.Of("DepthMultiplier", DepthMultiplier))
                .Append(KernelConstant.Of("KeepsBeforeActivation", inferred.SavedPerRow > 0))
                .ToEquatableArray(),
            SavedPerRow = checked(inferred.SavedPerRow + (call.OutputPositions * between)),
        };
    }
}
