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
        Kernel = RandomValues.Of(shape.ProductDepth * shape.Filters, 2);
        Bias = RandomValues.Of(shape.Filters, 3);
        OutputGradient = RandomValues.Of((int)(shape.Batch * shape.OutputSize), 4);
    }

    public delegate void ForwardKernel(
        WorkerPool workers, in ConvolutionShape shape, float* input, float* kernel, in ConvolutionResult result);

    public delegate void TransposedKernel(
        WorkerPool workers, in ConvolutionShape shape, float* values, float* kernel, float* bias, OutputBounds bounds, float* result);

    public delegate void BackwardKernels(WorkerPool workers, in ConvolutionShape shape, float* first, float* second, float* result);

    public static OutputBounds ReLU => OutputBounds.Of(Activation.ReLU)!.Value;

    public ConvolutionShape Shape { get; }

    public float[] Input { get; }

    public float[] Kernel { get; }

    public float[] Bias { get; }

    public float[] OutputGradient { get; }

    public NaiveConvolution Reference => new(Shape, Input, Kernel, OutputGradient, Bias);

    /// <summary>
    /// A shape as in <c>9x11x6 f8 k3x3 s2x3 d1 g2 same b3</c>: input, filters, kernel, stride, dilation, groups, padding, batch. An input of four numbers has a depth, and then kernel, stride
    /// and dilation have three.
    /// </summary>
    public static ConvolutionProblem Parse(string text)
    {
        var parts = text.Split(' ');
        var input = Numbers(parts[0]);
        var axes = input.Length - 1;
        var (kernel, stride, dilation) = (Sizes('k'), Sizes('s'), Sizes('d'));
        var padded = Enumerable.Range(0, 3).Select(axis => Axis(At(input[..axes], axis), At(kernel, axis), At(stride, axis), At(dilation, axis), parts.Contains("same"))).ToArray();
        return new(new()
        {
            Batch = Sizes('b')[0],
            InputDepth = At(input[..axes], 0),
            InputHeight = At(input[..axes], 1),
            InputWidth = At(input[..axes], 2),
            Channels = input[^1],
            Filters = Sizes('f')[0],
            KernelDepth = At(kernel, 0),
            KernelHeight = At(kernel, 1),
            KernelWidth = At(kernel, 2),
            StrideDepth = At(stride, 0),
            StrideHeight = At(stride, 1),
            StrideWidth = At(stride, 2),
            DilationDepth = At(dilation, 0),
            DilationHeight = At(dilation, 1),
            DilationWidth = At(dilation, 2),
            Groups = Sizes('g')[0],
            PadFront = padded[0].Before,
            PadTop = padded[1].Before,
            PadLeft = padded[2].Before,
            OutputDepth = padded[0].Output,
            OutputHeight = padded[1].Output,
            OutputWidth = padded[2].Output,
        });

        int[] Sizes(char letter)
        {
            var numbers = parts.FirstOrDefault(p => p[0] == letter && p != "same") is { } part ? Numbers(part[1..]) : [1];
            return numbers.Length == 1 ? [.. Enumerable.Repeat(numbers[0], axes)] : numbers;
        }
    }

    // Of depth, height and width; 1 where there is none.
    private static int At(int[] sizes, int axis) => axis - 3 + sizes.Length is >= 0 and var index ? sizes[index] : 1;

    public float[] Forward(WorkerPool workers) => Forward(workers, Convolution.Forward);

    public float[] Forward(ForwardKernel run) => Forward(WorkerPool.Inline, run);

    public float[] BackwardInput(WorkerPool workers) => BackwardInput(workers, Convolution.BackwardInput);

    /// <summary>Each filter multiplied by its factor, and something added to it.</summary>
    public float[] Forward(float[] factors, float[]? added)
    {
        // Readable up to a whole register.
        var readable = new float[factors.Length + 32];
        factors.CopyTo(readable, 0);
        return Forward((WorkerPool workers, in ConvolutionShape shape, float* input, float* kernel, in ConvolutionResult result) =>
        {
            fixed (float* f = readable, a = added)
                Convolution.Forward(workers, shape, input, kernel, new(result.Output) { Bias = result.Bias, Bounds = result.Bounds, Factors = f, Added = a });
        });
    }

    public float[] BackwardInput(TransposedKernel run) => BackwardInput(
        WorkerPool.Inline,
        (WorkerPool workers, in ConvolutionShape shape, float* gradient, float* kernel, float* result) => run(workers, shape, gradient, kernel, null, OutputBounds.None, result));

    /// <summary>The transposed convolution, with a bias for each channel of the result.</summary>
    public float[] Transposed(float[] bias, bool relu) => BackwardInput(
        WorkerPool.Inline,
        (WorkerPool workers, in ConvolutionShape shape, float* gradient, float* kernel, float* result) =>
        {
            fixed (float* start = bias)
                Convolution.Transposed(workers, shape, gradient, kernel, start, relu ? ReLU : OutputBounds.None, result);
        });

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
            run(workers, Shape, input, kernel, new(result) { Bias = bias, Bounds = ReLU });
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
