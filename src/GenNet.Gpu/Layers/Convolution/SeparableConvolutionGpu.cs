using GenNet.Gpu.Kernels;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>
/// A separable convolution on GPUs: <c>activation((input ∗ depthwise kernel) · pointwise kernel + bias)</c>. Training keeps what the product is applied to, and behind it the value before the
/// activation where its derivative needs that.
/// </summary>
public static class SeparableConvolutionGpu<TShape>
    where TShape : struct, ISeparableConvolutionShape
{
    private static GpuChannelsLast Order => new(TShape.ChannelsFirst);

    /// <summary>Inference.</summary>
    public static void Forward(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef depthwiseKernel, GpuTensorRef pointwiseKernel, GpuTensorRef output, GpuTensorRef bias = default)
    {
        var shape = Depthwise(pass);
        Run(pass, shape, input, depthwiseKernel, pointwiseKernel, output, bias, pass.Scratch(ScratchUse.BetweenProducts, pass.Rows * (long)shape.OutputSize), saved: default);
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef depthwiseKernel, GpuTensorRef pointwiseKernel, GpuTensorRef output, GpuTensorRef saved, GpuTensorRef bias = default)
    {
        var shape = Depthwise(pass);
        Run(pass, shape, input, depthwiseKernel, pointwiseKernel, output, bias, saved, BeforeActivation(pass, shape, saved));
    }

    /// <summary>Gradients of input, kernels and bias.</summary>
    public static void Backward(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef depthwiseKernel, GpuTensorRef pointwiseKernel, GpuTensorRef output, GpuTensorRef saved, GpuTensorRef outputGradient,
        GpuTensorRef inputGradient, GpuTensorRef depthwiseKernelGradient, GpuTensorRef pointwiseKernelGradient, GpuTensorRef bias = default, GpuTensorRef biasGradient = default)
    {
        var shape = Depthwise(pass);
        var positions = checked(pass.Rows * shape.OutputPositions);
        var gradient = GpuOutputActivation.Backward(
            pass, TShape.Activation, BeforeActivation(pass, shape, saved), output, outputGradient, (long)positions * TShape.Filters, ConvolutionSizes<TShape>.LastAxis);
        gradient = Order.Of(pass, ScratchUse.ChannelsLastOutput, TShape.Filters, shape.OutputPositions, gradient);
        if (!pointwiseKernelGradient.IsNone)
        {
            GpuGemm.Multiply(
                pass, shape.Filters, TShape.Filters, positions, new(saved, shape.Filters, IsTransposed: true),
                new(gradient, TShape.Filters), new(pointwiseKernelGradient, TShape.Filters) { Accumulate = true });
        }
        if (!biasGradient.IsNone)
            GpuColumnSums.Add(pass, positions, TShape.Filters, gradient, biasGradient);
        if (inputGradient.IsNone && depthwiseKernelGradient.IsNone)
            return;
        var between = pass.Scratch(ScratchUse.BetweenProducts, pass.Rows * (long)shape.OutputSize);
        GpuGemm.Multiply(
            pass, positions, shape.Filters, TShape.Filters, new(gradient, TShape.Filters),
            new(pointwiseKernel, TShape.Filters, IsTransposed: true), new(between, shape.Filters));
        BackwardDepthwise(pass, shape, input, depthwiseKernel, between, inputGradient, depthwiseKernelGradient);
    }

    private static ConvolutionShape Depthwise(in GpuPass pass) => ConvolutionSizes<TShape>.Depthwise(pass.Rows, pass.Length, TShape.DepthMultiplier);

    private static void BackwardDepthwise(
        in GpuPass pass, in ConvolutionShape shape, GpuTensorRef input, GpuTensorRef depthwiseKernel, GpuTensorRef gradient, GpuTensorRef inputGradient, GpuTensorRef depthwiseKernelGradient)
    {
        if (!inputGradient.IsNone)
        {
            var target = Order.Target(pass, ScratchUse.ChannelsLastInput, shape.Channels, shape.InputPositions, inputGradient);
            GpuConvolution.BackwardInput(pass, shape, gradient, depthwiseKernel, target);
            Order.Store(pass, shape.Channels, shape.InputPositions, target, inputGradient);
        }
        if (!depthwiseKernelGradient.IsNone)
        {
            var images = Order.Of(pass, ScratchUse.ChannelsLastInput, shape.Channels, shape.InputPositions, input);
            GpuConvolution.BackwardKernel(pass, shape, images, gradient, depthwiseKernelGradient);
        }
    }

    private static void Run(
        in GpuPass pass, in ConvolutionShape shape, GpuTensorRef input, GpuTensorRef depthwiseKernel, GpuTensorRef pointwiseKernel, GpuTensorRef output, GpuTensorRef bias, GpuTensorRef between,
        GpuTensorRef saved)
    {
        var positions = checked(pass.Rows * shape.OutputPositions);
        var size = (long)positions * TShape.Filters;
        var linear = GpuOutputActivation.Target(pass, TShape.Activation, output, saved, size);
        var images = Order.Of(pass, ScratchUse.ChannelsLastInput, shape.Channels, shape.InputPositions, input);
        GpuConvolution.Forward(pass, shape, images, depthwiseKernel, default, Activation.Linear, between);
        var target = Order.Target(pass, ScratchUse.ChannelsLastOutput, TShape.Filters, shape.OutputPositions, linear);
        GpuGemm.Multiply(
            pass, positions, TShape.Filters, shape.Filters, new(between, shape.Filters),
            new(pointwiseKernel, TShape.Filters), new(target, TShape.Filters) { Bias = bias, Activation = GpuOutputActivation.Fused(TShape.Activation, saved) });
        Order.Store(pass, TShape.Filters, shape.OutputPositions, target, linear);
        GpuOutputActivation.Apply(pass, TShape.Activation, linear, output, saved, size, ConvolutionSizes<TShape>.LastAxis);
    }

    private static GpuTensorRef BeforeActivation(in GpuPass pass, in ConvolutionShape shape, GpuTensorRef saved) =>
        TShape.KeepsBeforeActivation ? saved.Skip(pass.Rows * (long)shape.OutputSize) : default;
}
