using System.Runtime.Intrinsics;

namespace GenNet.Kernels;

/// <summary>Two-dimensional convolutions of float32 images, channels last, and their derivatives.</summary>
/// <remarks>
/// Keras' (TensorFlow's) convolution, which is a cross-correlation:
/// <c>output[n, y, x, f] = Σ input[n, y·s + i·d − top, x·s + j·d − left, c] · kernel[i, j, c, f]</c>, inputs beyond the edges being zero.
/// An element's products are summed in one order, whatever the batch, the number of threads and the width of the registers.
/// </remarks>
internal static unsafe class Convolution
{
    /// <summary>Computes <c>output = max(floor, convolution + bias)</c>.</summary>
    /// <param name="workers">Who shares the work.</param>
    /// <param name="shape">All sizes.</param>
    /// <param name="input">(batch, input height, input width, channels)</param>
    /// <param name="kernel">(kernel height, kernel width, channels / groups, filters)</param>
    /// <param name="bias">(filters), or null.</param>
    /// <param name="relu">Whether negative results become 0.</param>
    /// <param name="output">(batch, output height, output width, filters), overwritten.</param>
    public static void Forward(WorkerPool workers, in ConvolutionShape shape, float* input, float* kernel, float* bias, bool relu, float* output)
    {
        if (shape.IsPointwise)
        {
            Gemm.Multiply(workers, Pixels(shape), shape.Filters, shape.Channels, new(input, shape.Channels), new(kernel, shape.Filters),
                new(output, shape.Filters) { Bias = bias, ReLU = relu });
        }
        else if (Vector512.IsHardwareAccelerated)
            ConvolutionForward<Vector512<float>, Simd512>.Run(workers, shape, input, kernel, bias, relu, output);
        else if (Vector256.IsHardwareAccelerated)
            ConvolutionForward<Vector256<float>, Simd256>.Run(workers, shape, input, kernel, bias, relu, output);
        else
            ConvolutionForward<Vector128<float>, Simd128>.Run(workers, shape, input, kernel, bias, relu, output);
    }

    /// <summary>Overwrites <paramref name="inputGradient"/> with the derivative by the input.</summary>
    /// <param name="workers">Who shares the work.</param>
    /// <param name="shape">All sizes.</param>
    /// <param name="outputGradient">The derivative by the output.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="inputGradient">Receives the result.</param>
    public static void BackwardInput(WorkerPool workers, in ConvolutionShape shape, float* outputGradient, float* kernel, float* inputGradient)
    {
        if (shape.IsPointwise)
        {
            Gemm.Multiply(workers, Pixels(shape), shape.Channels, shape.Filters, new(outputGradient, shape.Filters),
                new(kernel, shape.Filters, isTransposed: true), new(inputGradient, shape.Channels));
        }
        else if (Vector512.IsHardwareAccelerated)
            ConvolutionBackwardInput<Vector512<float>, Simd512>.Run(workers, shape, outputGradient, kernel, inputGradient);
        else if (Vector256.IsHardwareAccelerated)
            ConvolutionBackwardInput<Vector256<float>, Simd256>.Run(workers, shape, outputGradient, kernel, inputGradient);
        else
            ConvolutionBackwardInput<Vector128<float>, Simd128>.Run(workers, shape, outputGradient, kernel, inputGradient);
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
            Gemm.Multiply(workers, shape.Channels, shape.Filters, Pixels(shape), new(input, shape.Channels, isTransposed: true),
                new(outputGradient, shape.Filters), new(kernelGradient, shape.Filters) { Accumulate = true });
        }
        else if (Vector512.IsHardwareAccelerated)
            ConvolutionBackwardKernel<Vector512<float>, Simd512>.Run(workers, shape, input, outputGradient, kernelGradient);
        else if (Vector256.IsHardwareAccelerated)
            ConvolutionBackwardKernel<Vector256<float>, Simd256>.Run(workers, shape, input, outputGradient, kernelGradient);
        else
            ConvolutionBackwardKernel<Vector128<float>, Simd128>.Run(workers, shape, input, outputGradient, kernelGradient);
    }

    private static int Pixels(in ConvolutionShape shape) => checked(shape.Batch * shape.OutputHeight * shape.OutputWidth);
}
