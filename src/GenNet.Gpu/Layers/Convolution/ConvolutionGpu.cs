using GenNet.Gpu.Kernels;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>A convolution on GPUs: <c>activation(input ∗ kernel + bias)</c>. Depthwise ones have a group for each channel.</summary>
public static class ConvolutionGpu<TShape>
    where TShape : struct, IConvolutionShape
{
    private static GpuChannelsLast Order => new(TShape.ChannelsFirst);

    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef kernel, GpuTensorRef output, GpuTensorRef bias = default) =>
        ForwardTraining(pass, input, kernel, output, bias);

    /// <summary>Keeps the value before the activation in <paramref name="saved"/> where its derivative needs that.</summary>
    public static void ForwardTraining(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef kernel, GpuTensorRef output, GpuTensorRef bias = default, GpuTensorRef saved = default)
    {
        var shape = ConvolutionSizes<TShape>.Of(pass.Rows, pass.Length);
        var size = pass.Rows * (long)shape.OutputSize;
        var linear = GpuOutputActivation.Target(pass, TShape.Activation, output, saved, size);
        var images = Order.Of(pass, ScratchUse.ChannelsLastInput, shape.Channels, shape.InputPositions, input);
        var target = Order.Target(pass, ScratchUse.ChannelsLastOutput, shape.Filters, shape.OutputPositions, linear);
        GpuConvolution.Forward(pass, shape, images, kernel, bias, GpuOutputActivation.Fused(TShape.Activation, saved), target);
        Order.Store(pass, shape.Filters, shape.OutputPositions, target, linear);
        GpuOutputActivation.Apply(pass, TShape.Activation, linear, output, saved, size, ConvolutionSizes<TShape>.LastAxis);
    }

    /// <summary>Gradients of input, kernel and bias.</summary>
    public static void Backward(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef kernel, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient,
        GpuTensorRef kernelGradient, GpuTensorRef bias = default, GpuTensorRef saved = default, GpuTensorRef biasGradient = default)
    {
        var shape = ConvolutionSizes<TShape>.Of(pass.Rows, pass.Length);
        var size = pass.Rows * (long)shape.OutputSize;
        var gradient = GpuOutputActivation.Backward(pass, TShape.Activation, saved, output, outputGradient, size, ConvolutionSizes<TShape>.LastAxis);
        gradient = Order.Of(pass, ScratchUse.ChannelsLastOutput, shape.Filters, shape.OutputPositions, gradient);
        if (!inputGradient.IsNone)
        {
            var target = Order.Target(pass, ScratchUse.ChannelsLastInput, shape.Channels, shape.InputPositions, inputGradient);
            GpuConvolution.BackwardInput(pass, shape, gradient, kernel, target);
            Order.Store(pass, shape.Channels, shape.InputPositions, target, inputGradient);
        }
        if (!kernelGradient.IsNone)
        {
            var images = Order.Of(pass, ScratchUse.ChannelsLastInput, shape.Channels, shape.InputPositions, input);
            GpuConvolution.BackwardKernel(pass, shape, images, gradient, kernelGradient);
        }
        if (!biasGradient.IsNone)
            GpuColumnSums.Add(pass, checked(pass.Rows * shape.OutputPositions), shape.Filters, gradient, biasGradient);
    }
}
