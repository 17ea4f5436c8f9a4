using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>A convolution on the CPU: <c>activation(input ∗ kernel + bias)</c>. Depthwise ones have a group for each channel.</summary>
public static unsafe class ConvolutionKernel<TShape>
    where TShape : struct, IConvolutionShape
{
    private static ChannelsLast Order => new(TShape.ChannelsFirst);

    /// <summary>Inference, with what layers behind do to the convolution: <c>activation(scaling(input ∗ kernel + bias) + added)</c>.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="input">The input.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="output">Receives the result.</param>
    /// <param name="bias">The bias, if there is one.</param>
    /// <param name="scaling">What is done to each filter.</param>
    /// <param name="added">What is added, of the output's shape.</param>
    /// <param name="activation">The activation behind, of a layer that has none of its own.</param>
    public static void Forward(
        in Pass pass, TensorRef input, TensorRef kernel, TensorRef output, TensorRef bias = default,
        ChannelScaling scaling = default, TensorRef added = default, Activation activation = Activation.Linear) =>
        Run(pass, input, kernel, output, bias, default, TShape.Activation == Activation.Linear ? activation : TShape.Activation, scaling, added);

    /// <summary>Keeps the value before the activation in <paramref name="saved"/> where its derivative needs that.</summary>
    public static void ForwardTraining(
        in Pass pass, TensorRef input, TensorRef kernel, TensorRef output, TensorRef bias = default, TensorRef saved = default) =>
        Run(pass, input, kernel, output, bias, saved, TShape.Activation, default, default);

    /// <summary>Gradients of input, kernel and bias.</summary>
    public static void Backward(
        in Pass pass, TensorRef input, TensorRef kernel, TensorRef output, TensorRef outputGradient, TensorRef inputGradient,
        TensorRef kernelGradient, TensorRef bias = default, TensorRef saved = default, TensorRef biasGradient = default)
    {
        var shape = ConvolutionSizes<TShape>.Of(pass);
        var size = pass.Rows * shape.OutputSize;
        var gradient = OutputActivation.Backward(pass, TShape.Activation, saved, output, outputGradient, size, ConvolutionSizes<TShape>.LastAxis);
        gradient = Order.Of(pass, ScratchUse.ChannelsLastOutput, shape.Filters, shape.OutputPositions, gradient);
        if (!inputGradient.IsNone)
        {
            var target = Order.Target(pass, ScratchUse.ChannelsLastInput, shape.Channels, shape.InputPositions, inputGradient.Pointer);
            Convolution.BackwardInput(pass.Workers, shape, gradient, kernel.Pointer, target);
            Order.Store(pass, shape.Channels, shape.InputPositions, target, inputGradient.Pointer);
        }
        if (!kernelGradient.IsNone)
        {
            var images = Order.Of(pass, ScratchUse.ChannelsLastInput, shape.Channels, shape.InputPositions, input.Pointer);
            Convolution.BackwardKernel(pass.Workers, shape, images, gradient, kernelGradient.Pointer);
        }
        if (!biasGradient.IsNone)
            ColumnSums.Add(pass.Workers, checked(pass.Rows * shape.OutputPositions), shape.Filters, gradient, biasGradient.Pointer);
    }

    private static void Run(
        in Pass pass, TensorRef input, TensorRef kernel, TensorRef output, TensorRef bias, TensorRef saved, Activation activation, ChannelScaling scaling, TensorRef added)
    {
        var shape = ConvolutionSizes<TShape>.Of(pass);
        var size = pass.Rows * shape.OutputSize;
        var linear = OutputActivation.Target(activation, output, saved, size);
        var images = Order.Of(pass, ScratchUse.ChannelsLastInput, shape.Channels, shape.InputPositions, input.Pointer);
        var target = Order.Target(pass, ScratchUse.ChannelsLastOutput, shape.Filters, shape.OutputPositions, linear);
        if (!scaling.IsNone && !bias.IsNone)
            scaling.Absorb(bias.Pointer, shape.Filters);
        Convolution.Forward(pass.Workers, shape, images, kernel.Pointer, new(target)
        {
            Bias = scaling.IsNone ? bias.Pointer : scaling.Summands,
            Factors = scaling.Factors,
            Added = added.Pointer,
            Bounds = OutputActivation.Bounds(activation, saved),
        });
        Order.Store(pass, shape.Filters, shape.OutputPositions, target, linear);
        OutputActivation.Apply(pass, activation, linear, output, saved, size, ConvolutionSizes<TShape>.LastAxis);
    }
}
