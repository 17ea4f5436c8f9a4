using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>
/// A separable convolution on the CPU: <c>activation((input ∗ depthwise kernel) · pointwise kernel + bias)</c>. Training keeps what the product is applied to, and behind it the value
/// before the activation where its derivative needs that.
/// </summary>
public static unsafe class SeparableConvolutionKernel<TShape>
    where TShape : struct, ISeparableConvolutionShape
{
    private static ChannelsLast Order => new(TShape.ChannelsFirst);

    /// <summary>Inference.</summary>
    public static void Forward(
        in Pass pass, TensorRef input, TensorRef depthwiseKernel, TensorRef pointwiseKernel, TensorRef output, TensorRef bias = default)
    {
        var shape = ConvolutionSizes<TShape>.Depthwise(pass, TShape.DepthMultiplier);
        Run(pass, shape, input, depthwiseKernel, pointwiseKernel, output, bias, Scratch.Take(ScratchUse.BetweenProducts, pass.Rows * shape.OutputSize), saved: default);
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(
        in Pass pass, TensorRef input, TensorRef depthwiseKernel, TensorRef pointwiseKernel, TensorRef output, TensorRef saved, TensorRef bias = default)
    {
        var shape = ConvolutionSizes<TShape>.Depthwise(pass, TShape.DepthMultiplier);
        Run(pass, shape, input, depthwiseKernel, pointwiseKernel, output, bias, saved.Pointer, BeforeActivation(pass, shape, saved));
    }

    /// <summary>Gradients of input, kernels and bias.</summary>
    public static void Backward(
        in Pass pass, TensorRef input, TensorRef depthwiseKernel, TensorRef pointwiseKernel, TensorRef output, TensorRef saved, TensorRef outputGradient,
        TensorRef inputGradient, TensorRef depthwiseKernelGradient, TensorRef pointwiseKernelGradient, TensorRef bias = default, TensorRef biasGradient = default)
    {
        var shape = ConvolutionSizes<TShape>.Depthwise(pass, TShape.DepthMultiplier);
        var positions = checked(pass.Rows * shape.OutputPositions);
        var gradient = OutputActivation.Backward(
            pass, TShape.Activation, BeforeActivation(pass, shape, saved), output, outputGradient, (nint)positions * TShape.Filters, ConvolutionSizes<TShape>.LastAxis);
        gradient = Order.Of(pass, ScratchUse.ChannelsLastOutput, TShape.Filters, shape.OutputPositions, gradient);
        if (!pointwiseKernelGradient.IsNone)
        {
            Gemm.Multiply(pass.Workers, shape.Filters, TShape.Filters, positions, new(saved.Pointer, shape.Filters, isTransposed: true),
                new(gradient, TShape.Filters), new(pointwiseKernelGradient.Pointer, TShape.Filters) { Accumulate = true });
        }
        if (!biasGradient.IsNone)
            ColumnSums.Add(pass.Workers, positions, TShape.Filters, gradient, biasGradient.Pointer);
        if (inputGradient.IsNone && depthwiseKernelGradient.IsNone)
            return;
        var between = Scratch.Take(ScratchUse.BetweenProducts, pass.Rows * shape.OutputSize);
        Gemm.Multiply(pass.Workers, positions, shape.Filters, TShape.Filters, new(gradient, TShape.Filters),
            new(pointwiseKernel.Pointer, TShape.Filters, isTransposed: true), new(between, shape.Filters));
        BackwardDepthwise(pass, shape, input, depthwiseKernel, between, inputGradient, depthwiseKernelGradient);
    }

    private static void BackwardDepthwise(
        in Pass pass, in ConvolutionShape shape, TensorRef input, TensorRef depthwiseKernel, float* gradient, TensorRef inputGradient, TensorRef depthwiseKernelGradient)
    {
        if (!inputGradient.IsNone)
        {
            var target = Order.Target(pass, ScratchUse.ChannelsLastInput, shape.Channels, shape.InputPositions, inputGradient.Pointer);
            Convolution.BackwardInput(pass.Workers, shape, gradient, depthwiseKernel.Pointer, target);
            Order.Store(pass, shape.Channels, shape.InputPositions, target, inputGradient.Pointer);
        }
        if (!depthwiseKernelGradient.IsNone)
        {
            var images = Order.Of(pass, ScratchUse.ChannelsLastInput, shape.Channels, shape.InputPositions, input.Pointer);
            Convolution.BackwardKernel(pass.Workers, shape, images, gradient, depthwiseKernelGradient.Pointer);
        }
    }

    private static void Run(
        in Pass pass, in ConvolutionShape shape, TensorRef input, TensorRef depthwiseKernel, TensorRef pointwiseKernel, TensorRef output, TensorRef bias, float* between, TensorRef saved)
    {
        var positions = checked(pass.Rows * shape.OutputPositions);
        var size = (nint)positions * TShape.Filters;
        var linear = OutputActivation.Target(TShape.Activation, output, saved, size);
        var bounds = OutputActivation.Bounds(TShape.Activation, saved);
        var images = Order.Of(pass, ScratchUse.ChannelsLastInput, shape.Channels, shape.InputPositions, input.Pointer);
        Convolution.Forward(pass.Workers, shape, images, depthwiseKernel.Pointer, new(between));
        var target = Order.Target(pass, ScratchUse.ChannelsLastOutput, TShape.Filters, shape.OutputPositions, linear);
        Gemm.Multiply(pass.Workers, positions, TShape.Filters, shape.Filters, new(between, shape.Filters),
            new(pointwiseKernel.Pointer, TShape.Filters), new(target, TShape.Filters) { Bias = bias.Pointer, Bounds = bounds });
        Order.Store(pass, TShape.Filters, shape.OutputPositions, target, linear);
        OutputActivation.Apply(pass, TShape.Activation, linear, output, saved, size, ConvolutionSizes<TShape>.LastAxis);
    }

    private static TensorRef BeforeActivation(in Pass pass, in ConvolutionShape shape, TensorRef saved) =>
        TShape.KeepsBeforeActivation ? new(saved.Pointer + (pass.Rows * shape.OutputSize)) : default;
}
