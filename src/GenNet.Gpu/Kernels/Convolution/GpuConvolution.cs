using GenNet.Kernels;

namespace GenNet.Gpu.Kernels;

/// <summary>
/// Convolutions of float32 sequences, images and volumes, channels last, and their derivatives; see <see cref="Convolution"/>. Each is a product of matrices of which one, the patches under the
/// kernel, is read from the image where it lies.
/// </summary>
internal static class GpuConvolution
{
    /// <summary>Computes <c>output = activation(convolution + bias)</c>.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="shape">All sizes.</param>
    /// <param name="input">(batch, input depth, input height, input width, channels)</param>
    /// <param name="kernel">(kernel depth, kernel height, kernel width, channels / groups, filters)</param>
    /// <param name="bias">(filters), or none.</param>
    /// <param name="activation">An activation that works element by element.</param>
    /// <param name="output">(batch, output depth, output height, output width, filters), overwritten.</param>
    public static void Forward(in GpuPass pass, in ConvolutionShape shape, GpuTensorRef input, GpuTensorRef kernel, GpuTensorRef bias, Activation activation, GpuTensorRef output)
    {
        if (IsDepthwise(shape))
        {
            GpuDepthwise.Forward(pass, shape, input, kernel, bias, activation, output);
            return;
        }
        var positions = checked(shape.Batch * shape.OutputPositions);
        var size = new ProductSize(positions, shape.GroupFilters, shape.ProductDepth, shape.Groups);
        var right = new GpuMatrix(kernel, shape.Filters, BatchStride: shape.GroupFilters);
        var result = new GpuMatrixResult(output, shape.Filters) { Bias = bias, Activation = activation, BatchStride = shape.GroupFilters, BiasBatchStride = shape.GroupFilters };
        if (shape.IsPointwise)
            GpuGemm.MultiplyBatch(pass, size, new(input, shape.Channels), right, result);
        else
            GpuProduct<InputPatches, SideBySide>.Run(pass, size, Patches(shape, input, positions), new() { Matrix = right.Layout(shape.GroupFilters, shape.ProductDepth) }, result);
    }

    /// <summary>Overwrites <paramref name="inputGradient"/> with the derivative by the input.</summary>
    public static void BackwardInput(in GpuPass pass, in ConvolutionShape shape, GpuTensorRef outputGradient, GpuTensorRef kernel, GpuTensorRef inputGradient) =>
        Transposed(pass, shape, outputGradient, kernel, default, Activation.Linear, inputGradient);

    /// <summary>The transposed convolution, which is the derivative by the input: <c>result = activation(derivative + bias)</c>.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="shape">All sizes of the convolution that is transposed: the result has the size of its input.</param>
    /// <param name="values">(batch, output depth, output height, output width, filters)</param>
    /// <param name="kernel">(kernel depth, kernel height, kernel width, channels / groups, filters)</param>
    /// <param name="bias">(channels), or none.</param>
    /// <param name="activation">An activation that works element by element.</param>
    /// <param name="result">(batch, input depth, input height, input width, channels), overwritten.</param>
    public static void Transposed(in GpuPass pass, in ConvolutionShape shape, GpuTensorRef values, GpuTensorRef kernel, GpuTensorRef bias, Activation activation, GpuTensorRef result)
    {
        if (IsDepthwise(shape))
        {
            GpuDepthwise.Transposed(pass, shape, values, kernel, bias, activation, result);
            return;
        }
        var positions = checked(shape.Batch * shape.InputPositions);
        var depth = shape.Taps * shape.GroupFilters;
        var size = new ProductSize(positions, shape.GroupChannels, depth, shape.Groups);
        var to = new GpuMatrixResult(result, shape.Channels) { Bias = bias, Activation = activation, BatchStride = shape.GroupChannels, BiasBatchStride = shape.GroupChannels };
        if (shape.IsPointwise)
        {
            GpuGemm.MultiplyBatch(pass, size, new(values, shape.Filters), new(kernel, shape.Filters, IsTransposed: true), to);
            return;
        }
        var geometry = ConvolutionGeometry.Of(shape);
        var left = new OutputPatches { Output = values.Rest, Shape = geometry, Lines = positions, IsAligned = Alignment.Of(values.Rest, shape.GroupFilters) };
        var right = new KernelOfChannels { Kernel = kernel.Rest, Shape = geometry, IsAligned = Alignment.Of(kernel.Rest, shape.GroupFilters) };
        GpuProduct<OutputPatches, KernelOfChannels>.Run(pass, size, left, right, to);
    }

    /// <summary>Adds the derivative by the kernel to <paramref name="kernelGradient"/>.</summary>
    public static void BackwardKernel(in GpuPass pass, in ConvolutionShape shape, GpuTensorRef input, GpuTensorRef outputGradient, GpuTensorRef kernelGradient)
    {
        if (IsDepthwise(shape))
        {
            GpuDepthwise.BackwardKernel(pass, shape, input, outputGradient, kernelGradient);
            return;
        }
        var positions = checked(shape.Batch * shape.OutputPositions);
        var size = new ProductSize(shape.ProductDepth, shape.GroupFilters, positions, shape.Groups);
        var right = new GpuMatrix(outputGradient, shape.Filters, BatchStride: shape.GroupFilters);
        var result = new GpuMatrixResult(kernelGradient, shape.Filters) { Accumulate = true, BatchStride = shape.GroupFilters };
        if (shape.IsPointwise)
        {
            GpuGemm.MultiplyBatch(pass, size, new(input, shape.Channels, IsTransposed: true), right, result);
            return;
        }
        var left = new TapLines
        {
            Input = input.Rest,
            Shape = ConvolutionGeometry.Of(shape),
            Positions = new(shape.OutputPositions),
            SlicePositions = new(shape.OutputHeight * shape.OutputWidth),
            RowPositions = new(shape.OutputWidth),
            Depth = positions,
            IsAligned = Alignment.Of(input.Rest, shape.GroupChannels),
        };
        GpuProduct<TapLines, SideBySide>.Run(pass, size, left, new() { Matrix = right.Layout(shape.GroupFilters, positions) }, result);
    }

    private static InputPatches Patches(in ConvolutionShape shape, GpuTensorRef input, int positions) => new()
    {
        Input = input.Rest,
        Shape = ConvolutionGeometry.Of(shape),
        Lines = positions,
        IsAligned = Alignment.Of(input.Rest, shape.GroupChannels),
    };

    private static bool IsDepthwise(in ConvolutionShape shape) => shape.Groups > 1 && shape.GroupChannels == 1;
}
