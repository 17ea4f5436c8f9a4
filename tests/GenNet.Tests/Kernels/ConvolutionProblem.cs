using System.Globalization;
using GenNet.Kernels;
using GenNet.Tests.Reference;

namespace GenNet.Tests.Kernels;

/// <summary>A convolution with random values.</summary>
internal sealed unsafe class ConvolutionProblem
{
    private ConvolutionProblem(ConvolutionShape shape)
    {
        Shape = shape;
        Input = RandomValues.Of((int)(shape.Batch * shape.InputSize), 1);
        Kernel = RandomValues.Of(shape.Depth * shape.Filters, 2);
        Bias = RandomValues.Of(shape.Filters, 3);
        OutputGradient = RandomValues.Of((int)(shape.Batch * shape.OutputSize), 4);
    }

    public delegate void ForwardKernel(
        WorkerPool workers, in ConvolutionShape shape, float* input, float* kernel, float* bias, bool relu, float* output);

    public delegate void BackwardKernels(WorkerPool workers, in ConvolutionShape shape, float* first, float* second, float* result);

    public ConvolutionShape Shape { get; }

    public float[] Input { get; }

    public float[] Kernel { get; }

    public float[] Bias { get; }

    public float[] OutputGradient { get; }

    public NaiveConvolution Reference => new(Shape, Input, Kernel, OutputGradient, Bias);

    /// <summary>A shape as in <c>9x11x6 f8 k3x3 s2x3 d1 g2 same b3</c>: input, filters, kernel, stride, dilation, groups, padding, batch.</summary>
    public static ConvolutionProblem Parse(string text)
    {
        var parts = text.Split(' ');
        var input = Numbers(parts[0]);
        var (kernel, stride, dilation) = (Pair('k'), Pair('s'), Pair('d'));
        var same = parts.Contains("same");
        var (top, height) = Axis(input[0], kernel[0], stride[0], dilation[0], same);
        var (left, width) = Axis(input[1], kernel[1], stride[1], dilation[1], same);
        return new(new()
        {
            Batch = Pair('b')[0],
            InputHeight = input[0],
            InputWidth = input[1],
            Channels = input[2],
            Filters = Pair('f')[0],
            KernelHeight = kernel[0],
            KernelWidth = kernel[1],
            StrideHeight = stride[0],
            StrideWidth = stride[1],
            DilationHeight = dilation[0],
            DilationWidth = dilation[1],
            Groups = Pair('g')[0],
            PadTop = top,
            PadLeft = left,
            OutputHeight = height,
            OutputWidth = width,
        });

        int[] Pair(char letter)
        {
            var numbers = parts.FirstOrDefault(p => p[0] == letter && p != "same") is { } part ? Numbers(part[1..]) : [1];
            return numbers.Length == 1 ? [numbers[0], numbers[0]] : numbers;
        }
    }

    public float[] Forward(WorkerPool workers) => Forward(workers, Convolution.Forward);

    public float[] Forward(ForwardKernel run) => Forward(WorkerPool.Inline, run);

    public float[] BackwardInput(WorkerPool workers) => BackwardInput(workers, Convolution.BackwardInput);

    public float[] BackwardInput(BackwardKernels run) => BackwardInput(WorkerPool.Inline, run);

    public float[] BackwardKernel(WorkerPool workers) => BackwardKernel(workers, Convolution.BackwardKernel);

    public float[] BackwardKernel(BackwardKernels run) => BackwardKernel(WorkerPool.Inline, run);

    private static int[] Numbers(string text) => [.. text.Split('x').Select(static n => int.Parse(n, CultureInfo.InvariantCulture))];

    /// <summary>TensorFlow's rule: an odd element of padding comes after.</summary>
    private static (int Before, int Output) Axis(int input, int kernel, int stride, int dilation, bool same)
    {
        var reach = ((kernel - 1) * dilation) + 1;
        if (!same)
            return (0, ((input - reach) / stride) + 1);
        var output = (input + stride - 1) / stride;
        return (Math.Max(((output - 1) * stride) + reach - input, 0) / 2, output);
    }

    private float[] Forward(WorkerPool workers, ForwardKernel run)
    {
        var output = RandomValues.Of(OutputGradient.Length, 5);
        fixed (float* input = Input, kernel = Kernel, bias = Bias, result = output)
            run(workers, Shape, input, kernel, bias, true, result);
        return output;
    }

    private float[] BackwardInput(WorkerPool workers, BackwardKernels run)
    {
        var result = RandomValues.Of(Input.Length, 5);
        fixed (float* gradient = OutputGradient, kernel = Kernel, to = result)
            run(workers, Shape, gradient, kernel, to);
        return result;
    }

    private float[] BackwardKernel(WorkerPool workers, BackwardKernels run)
    {
        // Begins with the kernel's values: the derivative must be added.
        var result = (float[])Kernel.Clone();
        fixed (float* input = Input, gradient = OutputGradient, to = result)
            run(workers, Shape, input, gradient, to);
        return result;
    }
}
