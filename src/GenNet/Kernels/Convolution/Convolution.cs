using System.Runtime.Intrinsics;

namespace GenNet.Kernels;

/// <summary>Convolutions of float32 sequences, images and volumes, channels last, and their derivatives.</summary>
/// <remarks>
/// Keras' (TensorFlow's) convolution, which is a cross-correlation:
/// <c>output[n, y, x, f] = Σ input[n, y·s + i·d − top, x·s + j·d − left, c] · kernel[i, j, c, f]</c>, inputs beyond the edges being zero; with a
/// depth, z as y.
/// An element's products are summed in one order, whatever the batch, the number of threads and the width of the registers.
/// </remarks>
internal static unsafe class Convolution
{
    /// <summary>Computes a convolution.</summary>
    /// <param name="workers">Who shares the work.</param>
    /// <param name="shape">All sizes.</param>
    /// <param name="input">(batch, input depth, input height, input width, channels)</param>
    /// <param name="kernel">(kernel depth, kernel height, kernel width, channels / groups, filters)</param>
    /// <param name="result">Where it goes.</param>
    public static void Forward(WorkerPool workers, in ConvolutionShape shape, float* input, float* kernel, in ConvolutionResult result)
    {
        if (shape.IsPointwise)
        {
            Gemm.Multiply(workers, Positions(shape), shape.Filters, shape.Channels, new(input, shape.Channels), new(kernel, shape.Filters) { ColumnFactors = result.Factors },
                new(result.Output, shape.Filters) { Bias = result.Bias, Added = result.Added, Bounds = result.Bounds });
        }
        else if (shape.IsDepthwise)
            DepthwiseForward.Run(workers, shape, input, kernel, result);
        else if (Registers.Have512Bits)
            ConvolutionForward<Vector512<float>, Simd512>.Run(workers, shape, input, kernel, result);
        else if (Registers.Have256Bits)
            ConvolutionForward<Vector256<float>, Simd256>.Run(workers, shape, input, kernel, result);
        else
            ConvolutionForward<Vector128<float>, Simd128>.Run(workers, shape, input, kernel, result);
    }

    /// <summary>Overwrites <paramref name="inputGradient"/> with the derivative by the input.</summary>
    /// <param name="workers">Who shares the work.</param>
    /// <param name="shape">All sizes.</param>
    /// <param name="outputGradient">The derivative by the output.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="inputGradient">Receives the result.</param>
    public static void BackwardInput(WorkerPool workers, in ConvolutionShape shape, float* outputGradient, float* kernel, float* inputGradient)
    {
        if (shape.IsDepthwise)
            DepthwiseBackwardInput.Run(workers, shape, outputGradient, kernel, inputGradient);
        else
            Transposed(workers, shape, outputGradient, kernel, null, OutputBounds.None, inputGradient);
    }

    /// <summary>The transposed convolution, which is the derivative by the input: <c>result = min(ceiling, max(floor, derivative + bias))</c>.</summary>
    /// <param name="workers">Who shares the work.</param>
    /// <param name="shape">All sizes of the convolution that is transposed: the result has the size of its input.</param>
    /// <param name="values">(batch, output depth, output height, output width, filters)</param>
    /// <param name="kernel">(kernel depth, kernel height, kernel width, channels / groups, filters)</param>
    /// <param name="bias">(channels), or null.</param>
    /// <param name="bounds">Between which values the results are kept.</param>
    /// <param name="result">(batch, input depth, input height, input width, channels), overwritten.</param>
    public static void Transposed(WorkerPool workers, in ConvolutionShape shape, float* values, float* kernel, float* bias, OutputBounds bounds, float* result)
    {
        if (shape.IsPointwise)
        {
            Gemm.Multiply(workers, Positions(shape), shape.Channels, shape.Filters, new(values, shape.Filters),
                new(kernel, shape.Filters, isTransposed: true), new(result, shape.Channels) { Bias = bias, Bounds = bounds });
        }
        else if (Registers.Have512Bits)
            ConvolutionBackwardInput<Vector512<float>, Simd512>.Run(workers, shape, values, kernel, bias, bounds, result);
        else if (Registers.Have256Bits)
            ConvolutionBackwardInput<Vector256<float>, Simd256>.Run(workers, shape, values, kernel, bias, bounds, result);
        else
            ConvolutionBackwardInput<Vector128<float>, Simd128>.Run(workers, shape, values, kernel, bias, bounds, result);
    }

    /// <summary>Adds the derivative by the kernel to <paramref name="kernelGradient"/>.</summary>
    /// <param name="workers">Who shares the work.</param>
    /// <param name="shape">All sizes.</param>
    /// <param name="input">The input.</param>
    /// <param name="outputGradient">The derivative by the output.</param>
    /// <param name="kernelGradient">Is added to.</param>
    public static void BackwardKernel(WorkerPool workers, in ConvolutionShape shape, float* input, float* outputGradient, float* kernelGradient)
    {
        if (shape.IsPointwise)
        {
            Gemm.Multiply(workers, shape.Channels, shape.Filters, Positions(shape), new(input, shape.Channels, isTransposed: true),
                new(outputGradient, shape.Filters), new(kernelGradient, shape.Filters) { Accumulate = true });
        }
        else if (shape.IsDepthwise)
            DepthwiseBackwardKernel.Run(workers, shape, input, outputGradient, kernelGradient);
        else if (Registers.Have512Bits)
            ConvolutionBackwardKernel<Vector512<float>, Simd512>.Run(workers, shape, input, outputGradient, kernelGradient);
        else if (Registers.Have256Bits)
            ConvolutionBackwardKernel<Vector256<float>, Simd256>.Run(workers, shape, input, outputGradient, kernelGradient);
        else
            ConvolutionBackwardKernel<Vector128<float>, Simd128>.Run(workers, shape, input, outputGradient, kernelGradient);
    }

    private static int Positions(in ConvolutionShape shape) => checked(shape.Batch * shape.OutputPositions);
}
