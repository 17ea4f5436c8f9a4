using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>
/// A transposed convolution on the CPU, <c>activation(input ∗ᵀ kernel + bias)</c>: the derivative by its input of the convolution from this layer's output to its input. So its
/// own derivative by the input is that convolution, and the kernel's has input and output's gradient in each other's place.
/// </summary>
public static unsafe class ConvolutionTransposeKernel<TShape>
    where TShape : struct, IConvolutionTransposeShape
{
    private static ChannelsLast Order => new(TShape.ChannelsFirst);

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef kernel, TensorRef output, TensorRef bias = default) =>
        ForwardTraining(pass, input, kernel, output, bias);

    /// <summary>Keeps the value before the activation in <paramref name="saved"/> where its derivative needs that.</summary>
    public static void ForwardTraining(
        in Pass pass, TensorRef input, TensorRef kernel, TensorRef output, TensorRef bias = default, TensorRef saved = default)
    {
        var shape = ConvolutionSizes<TShape>.Transposed(pass);
        var size = pass.Rows * shape.InputSize;
        var linear = OutputActivation.Target(TShape.Activation, output, saved, size);
        var bounds = OutputActivation.Bounds(TShape.Activation, saved);
        var images = Order.Of(pass, ScratchUse.ChannelsLastInput, shape.Filters, shape.OutputPositions, input.Pointer);
        var target = Order.Target(pass, ScratchUse.ChannelsLastOutput, shape.Channels, shape.InputPositions, linear);
        Convolution.Transposed(pass.Workers, shape, images, kernel.Pointer, bias.Pointer, bounds, target);
        Order.Store(pass, shape.Channels, shape.InputPositions, target, linear);
        OutputActivation.Apply(pass, TShape.Activation, linear, output, saved, size, ConvolutionSizes<TShape>.LastAxis);
    }

    /// <summary>Gradients of input, kernel and bias.</summary>
    public static void Backward(
        in Pass pass, TensorRef input, TensorRef kernel, TensorRef output, TensorRef outputGradient, TensorRef inputGradient,
        TensorRef kernelGradient, TensorRef bias = default, TensorRef saved = default, TensorRef biasGradient = default)
    {
        var shape = ConvolutionSizes<TShape>.Transposed(pass);
        var size = pass.Rows * shape.InputSize;
        var gradient = OutputActivation.Backward(pass, TShape.Activation, saved, output, outputGradient, size, ConvolutionSizes<TShape>.LastAxis);
        gradient = Order.Of(pass, ScratchUse.ChannelsLastOutput, shape.Channels, shape.InputPositions, gradient);
        if (!inputGradient.IsNone)
        {
            var target = Order.Target(pass, ScratchUse.ChannelsLastInput, shape.Filters, shape.OutputPositions, inputGradient.Pointer);
            Convolution.Forward(pass.Workers, shape, gradient, kernel.Pointer, new(target));
            Order.Store(pass, shape.Filters, shape.OutputPositions, target, inputGradient.Pointer);
        }
        if (!kernelGradient.IsNone)
        {
            var images = Order.Of(pass, ScratchUse.ChannelsLastInput, shape.Filters, shape.OutputPositions, input.Pointer);
            Convolution.BackwardKernel(pass.Workers, shape, gradient, images, kernelGradient.Pointer);
        }
        if (!biasGradient.IsNone)
            ColumnSums.Add(pass.Workers, checked(pass.Rows * shape.InputPositions), shape.Channels, gradient, biasGradient.Pointer);
    }
}
