using GenNet.Gpu.Kernels;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>
/// A transposed convolution on GPUs, <c>activation(input ∗ᵀ kernel + bias)</c>: the derivative by its input of the convolution from this layer's output to its input; see
/// <see cref="ConvolutionTransposeKernel{TShape}"/>.
/// </summary>
public static class ConvolutionTransposeGpu<TShape>
    where TShape : struct, IConvolutionTransposeShape
{
    private static GpuChannelsLast Order => new(TShape.ChannelsFirst);

    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef kernel, GpuTensorRef output, GpuTensorRef bias = default) =>
        ForwardTraining(pass, input, kernel, output, bias);

    /// <summary>Keeps the value before the activation in <paramref name="saved"/> where its derivative needs that.</summary>
    public static void ForwardTraining(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef kernel, GpuTensorRef output, GpuTensorRef bias = default, GpuTensorRef saved = default)
    {
        var shape = ConvolutionSizes<TShape>.Transposed(pass.Rows, pass.Length);
        var size = pass.Rows * (long)shape.InputSize;
        var linear = GpuOutputActivation.Target(pass, TShape.Activation, output, saved, size);
        var images = Order.Of(pass, ScratchUse.ChannelsLastInput, shape.Filters, shape.OutputPositions, input);
        var target = Order.Target(pass, ScratchUse.ChannelsLastOutput, shape.Channels, shape.InputPositions, linear);
        GpuConvolution.Transposed(pass, shape, images, kernel, bias, GpuOutputActivation.Fused(TShape.Activation, saved), target);
        Order.Store(pass, shape.Channels, shape.InputPositions, target, linear);
        GpuOutputActivation.Apply(pass, TShape.Activation, linear, output, saved, size, ConvolutionSizes<TShape>.LastAxis);
    }

    /// <summary>Gradients of input, kernel and bias.</summary>
    public static void Backward(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef kernel, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient,
        GpuTensorRef kernelGradient, GpuTensorRef bias = default, GpuTensorRef saved = default, GpuTensorRef biasGradient = default)
    {
        var shape = ConvolutionSizes<TShape>.Transposed(pass.Rows, pass.Length);
        var size = pass.Rows * (long)shape.InputSize;
        var gradient = GpuOutputActivation.Backward(pass, TShape.Activation, saved, output, outputGradient, size, ConvolutionSizes<TShape>.LastAxis);
        gradient = Order.Of(pass, ScratchUse.ChannelsLastOutput, shape.Channels, shape.InputPositions, gradient);
        if (!inputGradient.IsNone)
        {
            var target = Order.Target(pass, ScratchUse.ChannelsLastInput, shape.Filters, shape.OutputPositions, inputGradient);
            GpuConvolution.Forward(pass, shape, gradient, kernel, default, Activation.Linear, target);
            Order.Store(pass, shape.Filters, shape.OutputPositions, target, inputGradient);
        }
        if (!kernelGradient.IsNone)
        {
            var images = Order.Of(pass, ScratchUse.ChannelsLastInput, shape.Filters, shape.OutputPositions, input);
            GpuConvolution.BackwardKernel(pass, shape, gradient, images, kernelGradient);
        }
        if (!biasGradient.IsNone)
            GpuColumnSums.Add(pass, checked(pass.Rows * shape.InputPositions), shape.Channels, gradient, biasGradient);
    }
}
