using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>A 2D convolution on the CPU: <c>activation(input ∗ kernel + bias)</c>.</summary>
public static unsafe class Conv2DKernel<TShape>
    where TShape : struct, IConv2DShape
{
    private static int InputPixels => TShape.InputHeight * TShape.InputWidth;

    private static int OutputPixels => TShape.OutputHeight * TShape.OutputWidth;

    // What the activation is over, as Keras has it: the last axis, whatever that is.
    private static int LastAxis => TShape.ChannelsFirst ? TShape.OutputWidth : TShape.Filters;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef kernel, TensorRef output, TensorRef bias = default) =>
        ForwardTraining(pass, input, kernel, output, bias);

    /// <summary>Keeps the value before the activation in <paramref name="saved"/> where its derivative needs that.</summary>
    public static void ForwardTraining(
        in Pass pass, TensorRef input, TensorRef kernel, TensorRef output, TensorRef bias = default, TensorRef saved = default)
    {
        var shape = Shape(pass.Rows);
        var size = pass.Rows * shape.OutputSize;
        var linear = OutputActivation.Target(TShape.Activation, output, saved, size);
        var relu = OutputActivation.IsReLU(TShape.Activation, saved);
        if (TShape.ChannelsFirst)
        {
            var images = ChannelsLast(pass, input.Pointer);
            var result = Scratch.Take(ScratchUse.ChannelsLastOutput, size);
            Convolution.Forward(pass.Workers, shape, images, kernel.Pointer, bias.Pointer, relu, result);
            ChannelOrder.ToFirst(pass.Workers, pass.Rows, TShape.Filters, OutputPixels, result, linear);
        }
        else
            Convolution.Forward(pass.Workers, shape, input.Pointer, kernel.Pointer, bias.Pointer, relu, linear);
        OutputActivation.Apply(pass, TShape.Activation, linear, output, saved, size, LastAxis);
    }

    /// <summary>Gradients of input, kernel and bias.</summary>
    public static void Backward(
        in Pass pass, TensorRef input, TensorRef kernel, TensorRef output, TensorRef outputGradient, TensorRef inputGradient,
        TensorRef kernelGradient, TensorRef bias = default, TensorRef saved = default, TensorRef biasGradient = default)
    {
        var shape = Shape(pass.Rows);
        var size = pass.Rows * shape.OutputSize;
        var gradient = OutputActivation.Backward(pass, TShape.Activation, saved, output, outputGradient, size, LastAxis);
        if (TShape.ChannelsFirst)
        {
            var last = Scratch.Take(ScratchUse.ChannelsLastOutput, size);
            ChannelOrder.ToLast(pass.Workers, pass.Rows, TShape.Filters, OutputPixels, gradient, last);
            gradient = last;
        }
        if (!inputGradient.IsNone)
            BackwardInput(pass, shape, gradient, kernel.Pointer, inputGradient.Pointer);
        if (!kernelGradient.IsNone)
        {
            var images = TShape.ChannelsFirst ? ChannelsLast(pass, input.Pointer) : input.Pointer;
            Convolution.BackwardKernel(pass.Workers, shape, images, gradient, kernelGradient.Pointer);
        }
        if (!biasGradient.IsNone)
            ColumnSums.Add(pass.Workers, checked(pass.Rows * OutputPixels), TShape.Filters, gradient, biasGradient.Pointer);
    }

    private static void BackwardInput(in Pass pass, in ConvolutionShape shape, float* gradient, float* kernel, float* inputGradient)
    {
        if (TShape.ChannelsFirst)
        {
            var last = Scratch.Take(ScratchUse.ChannelsLastInput, pass.Rows * shape.InputSize);
            Convolution.BackwardInput(pass.Workers, shape, gradient, kernel, last);
            ChannelOrder.ToFirst(pass.Workers, pass.Rows, TShape.InputChannels, InputPixels, last, inputGradient);
        }
        else
            Convolution.BackwardInput(pass.Workers, shape, gradient, kernel, inputGradient);
    }

    private static float* ChannelsLast(in Pass pass, float* input)
    {
        var last = Scratch.Take(ScratchUse.ChannelsLastInput, (nint)pass.Rows * InputPixels * TShape.InputChannels);
        ChannelOrder.ToLast(pass.Workers, pass.Rows, TShape.InputChannels, InputPixels, input, last);
        return last;
    }

    private static ConvolutionShape Shape(int batch) => new()
    {
        Batch = batch,
        InputHeight = TShape.InputHeight,
        InputWidth = TShape.InputWidth,
        Channels = TShape.InputChannels,
        Filters = TShape.Filters,
        KernelHeight = TShape.KernelHeight,
        KernelWidth = TShape.KernelWidth,
        StrideHeight = TShape.StrideHeight,
        StrideWidth = TShape.StrideWidth,
        DilationHeight = TShape.DilationHeight,
        DilationWidth = TShape.DilationWidth,
        Groups = TShape.Groups,
        PadTop = TShape.PaddingTop,
        PadLeft = TShape.PaddingLeft,
        OutputHeight = TShape.OutputHeight,
        OutputWidth = TShape.OutputWidth,
    };
}
