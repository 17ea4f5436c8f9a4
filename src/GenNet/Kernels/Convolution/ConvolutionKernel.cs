using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>A convolution on the CPU: <c>activation(input ∗ kernel + bias)</c>. Depthwise ones have a group for each channel.</summary>
public static unsafe class ConvolutionKernel<TShape>
    where TShape : struct, IConvolutionShape
{
    private static ChannelsLast Order => new(TShape.ChannelsFirst);

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef kernel, TensorRef output, TensorRef bias = default) =>
        ForwardTraining(pass, input, kernel, output, bias);

    /// <summary>Keeps the value before the activation in <paramref name="saved"/> where its derivative needs that.</summary>
    public static void ForwardTraining(
        in Pass pass, TensorRef input, TensorRef kernel, TensorRef output, TensorRef bias = default, TensorRef saved = default)
    {
        var shape = ConvolutionSizes<TShape>.Of(pass);
        var size = pass.Rows * shape.OutputSize;
        var linear = OutputActivation.Target(TShape.Activation, output, saved, size);
        var relu = OutputActivation.IsReLU(TShape.Activation, saved);
        var images = Order.Of(pass, ScratchUse.ChannelsLastInput, shape.Channels, shape.InputPositions, input.Pointer);
        var target = Order.Target(pass, ScratchUse.ChannelsLastOutput, shape.Filters, shape.OutputPositions, linear);
        Convolution.Forward(pass.Workers, shape, images, kernel.Pointer, bias.Pointer, relu, target);
        Order.Store(pass, shape.Filters, shape.OutputPositions, target, linear);
        OutputActivation.Apply(pass, TShape.Activation, linear, output, saved, size, ConvolutionSizes<TShape>.LastAxis);
    }

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
}
