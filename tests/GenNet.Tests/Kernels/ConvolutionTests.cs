using System.Runtime.Intrinsics;
using GenNet.Kernels;
using GenNet.Tests.Reference;

namespace GenNet.Tests.Kernels;

public sealed unsafe class ConvolutionTests
{
    /// <summary>Input height, width, channels; filters; kernel; stride; dilation; groups; same padding; batch.</summary>
    public static TheoryData<string> Shapes => new(
        "5x6x1 f1 k1x1", "5x6x3 f7 k3x3", "5x6x3 f7 k3x3 same", "9x8x4 f33 k3x2 same b3", "28x28x1 f32 k3x3 b2", "13x13x32 f64 k3x3",
        "14x14x64 f64 k3x3 same", "7x7x5 f6 k1x1 b2", "7x7x5 f6 k1x1 s2 b2", "9x11x6 f8 k3x3 s2x3 same", "9x11x6 f8 k3x3 s2x1",
        "12x13x3 f4 k2x3 d2x3", "12x13x9 f4 k3x3 d2 same", "8x8x6 f9 k3x3 g3 same b2", "8x8x6 f12 k3x3 g6", "9x9x34 f66 k3x3 g2 s2 same",
        "10x10x2 f3 k2x2 s4", "10x9x2 f3 k1x1 s3 same", "3x3x7 f5 k5x5 same", "1x40x8 f16 k1x5 same", "40x1x3 f16 k5x1", "4x4x300 f40 k3x3 same",
        "2x2x1 f1 k4x4 same", "17x19x11 f13 k4x3 s3x2 same b2", "6x6x4 f16 k3x3 b65", "7x7x12 f8 k2x2 d3 same g4 b2", "11x5x8 f31 k7x7 same",
        "8x9x6 f6 k3x3 g6 same b2", "9x7x19 f19 k3x3 g19 s2 same", "7x9x33 f66 k3x2 g33 d2 same b2", "6x8x5 f15 k5x5 g5 s1x3 b3", "1x70x4 f4 k1x7 g4 d1x2", "20x22x40 f40 k3 g40 same b2",
        "11x12x7 f7 k2 g7 s3 d2 same", "1x300x9 f20 k1x4 same", "1x300x16 f20 k1x3 s2",
        "4x5x6x3 f7 k2", "5x4x3x2 f3 k3 s2 same b2", "5x5x5x9 f11 k3 same", "6x5x7x4 f8 k2x3x2 d2x1x2 g2 b2", "3x6x6x4 f5 k1x3x3 same", "4x4x4x6 f8 k1 s2x1x1", "6x4x4x8 f33 k3x1x1 same s2x1x1",
        "2x3x4x5 f4 k4x2x2 same", "4x3x3x6 f6 k3 g6 same");

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Forward_OfAnyShape_IsTheConvolution(string text)
    {
        var problem = ConvolutionProblem.Parse(text);
        problem.Reference.Output.AssertNear(problem.Forward(WorkerPool.Inline), relu: true, text);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Forward_WithFactorsAndSomethingAdded_IsThat(string text)
    {
        var problem = ConvolutionProblem.Parse(text);
        var (shape, factors) = (problem.Shape, RandomValues.Of(problem.Shape.Filters, 7));
        var added = shape.IsDepthwise && !shape.IsPointwise ? null : RandomValues.Of(problem.OutputGradient.Length, 8);
        float[] kernel = [.. problem.Kernel.Select((value, i) => value * factors[i % factors.Length])];
        var expected = new NaiveConvolution(shape, problem.Input, kernel, problem.OutputGradient, problem.Bias).Output;
        for (var i = 0; i < added?.Length; i++)
            expected.Add(i, added[i]);
        expected.AssertNear(problem.Forward(factors, added), relu: true, text);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void BackwardInput_OfAnyShape_IsTheDerivative(string text)
    {
        var problem = ConvolutionProblem.Parse(text);
        problem.Reference.InputGradient.AssertNear(problem.BackwardInput(WorkerPool.Inline), what: text);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void BackwardKernel_OfAnyShape_IsAdded(string text)
    {
        var problem = ConvolutionProblem.Parse(text);
        var reference = problem.Reference.KernelGradient;
        for (var i = 0; i < problem.Kernel.Length; i++)
            reference.Add(i, problem.Kernel[i]);
        reference.AssertNear(problem.BackwardKernel(WorkerPool.Inline), what: text);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void All_WithAnyNumberOfThreads_HaveTheSameBits(string text)
    {
        var problem = ConvolutionProblem.Parse(text);
        using var two = new WorkerPool(2);
        using var five = new WorkerPool(5);
        foreach (var run in new Func<WorkerPool, float[]>[] { problem.Forward, problem.BackwardInput, problem.BackwardKernel })
        {
            var expected = run(WorkerPool.Inline);
            Assert.Equal(expected, run(two));
            Assert.Equal(expected, run(five));
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void All_WithNarrowerRegisters_HaveTheSameBits(string text)
    {
        var problem = ConvolutionProblem.Parse(text);
        var forward = problem.Forward(ConvolutionForward<Vector128<float>, Simd128>.Run);
        Assert.Equal(forward, problem.Forward(ConvolutionForward<Vector256<float>, Simd256>.Run));
        Assert.Equal(forward, problem.Forward(ConvolutionForward<Vector512<float>, Simd512>.Run));
        var input = problem.BackwardInput(ConvolutionBackwardInput<Vector128<float>, Simd128>.Run);
        Assert.Equal(input, problem.BackwardInput(ConvolutionBackwardInput<Vector256<float>, Simd256>.Run));
        Assert.Equal(input, problem.BackwardInput(ConvolutionBackwardInput<Vector512<float>, Simd512>.Run));
        var kernel = problem.BackwardKernel(ConvolutionBackwardKernel<Vector128<float>, Simd128>.Run);
        Assert.Equal(kernel, problem.BackwardKernel(ConvolutionBackwardKernel<Vector256<float>, Simd256>.Run));
        Assert.Equal(kernel, problem.BackwardKernel(ConvolutionBackwardKernel<Vector512<float>, Simd512>.Run));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Transposed_WithBiasAndReLU_IsTheDerivativeAndThese(string text)
    {
        var problem = ConvolutionProblem.Parse(text);
        if (problem.Shape.IsDepthwise)
            return;
        var bias = RandomValues.Of(problem.Shape.Channels, 6);
        var reference = problem.Reference.InputGradient;
        for (var i = 0; i < problem.Input.Length; i++)
            reference.Add(i, bias[i % bias.Length]);
        reference.AssertNear(problem.Transposed(bias, relu: true), relu: true, text);
    }

    [Fact]
    public void All_WhenWarm_AllocateNothing()
    {
        using var workers = new WorkerPool(2);
        var problem = ConvolutionProblem.Parse("14x14x16 f24 k3x3 same b3");
        var before = 0L;
        fixed (float* input = problem.Input, kernel = problem.Kernel, gradient = problem.OutputGradient, to = new float[3 * 14 * 14 * 24])
        {
            // This thread's working memory is an object of its own, whichever pieces of the first run the other thread took.
            Scratch.Take(ScratchUse.PackedB, 1);
            for (var run = 0; run < 2; run++)
            {
                before = GC.GetAllocatedBytesForCurrentThread();
                Convolution.Forward(workers, problem.Shape, input, kernel, new(to) { Bounds = ConvolutionProblem.ReLU });
                Convolution.BackwardInput(workers, problem.Shape, gradient, kernel, to);
                Convolution.BackwardKernel(workers, problem.Shape, input, gradient, to);
            }
            Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        }
    }
}
