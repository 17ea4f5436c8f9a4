using GenNet.Gpu.Kernels;
using GenNet.Kernels;

namespace GenNet.Gpu.Tests.Kernels;

/// <summary>Kernels compiled for OpenCL, in groups of 256 threads, against the same on ILGPU's CPU accelerator, which runs their C# as it stands: what ILGPU compiles wrongly is seen.</summary>
[Collection(nameof(OpenClTests))]
public sealed class OpenClTests(CpuKernelDevice cpu) : IClassFixture<CpuKernelDevice>
{
    private static readonly float[] s_edges = [-1000, -88, -3, -1, -0.5f, -1e-8f, 0, 1e-8f, 0.25f, 0.5f, 1, 2.5f, 6, 7, 88, float.NaN];

    [Fact]
    public void Kernels_CompiledForOpenCl_AgreeWithTheirCSharp()
    {
        using var openCl = OpenClKernelDevice.OrSkip();
        foreach (var side in new[] { 8, 16 })
            Compare($"product by tiles of {8 * side}", openCl, device => Product(device, side), 1e-5);
        foreach (var activation in new[] { Activation.ReLU, Activation.ReLU6, Activation.Tanh, Activation.Sigmoid, Activation.GELU, Activation.Softplus, Activation.ELU })
        {
            Compare($"{activation}", openCl, device => Activate(device, activation), 1e-5);
            Compare($"{activation} backward", openCl, device => ActivateBackward(device, activation), 1e-5);
        }
        Compare("softmax", openCl, Softmax, 1e-5);
        Compare("column sums", openCl, ColumnSums, 1e-5);
        Compare("convolution", openCl, Convolve, 1e-5);
        Compare("convolution's input", openCl, ConvolveInput, 1e-5);
        Compare("convolution's kernel", openCl, ConvolveKernel, 1e-5);
        Compare("random words", openCl, Drop, 0);
        Compare("Adam", openCl, Adam, 1e-6);
        Compare("loss", openCl, CrossEntropy, 1e-5);
    }

    [Fact]
    public void Attention_CompiledForOpenCl_AgreesWithItsCSharp()
    {
        using var openCl = OpenClKernelDevice.OrSkip();
        foreach (var form in Enum.GetValues<AttentionForm>())
            Compare($"attention, {form}", openCl, device => AttentionCases.Run(device, form), 1e-5);
    }

    private void Compare(string what, KernelDevice openCl, Func<KernelDevice, float[]> run, double tolerance)
    {
        var expected = run(cpu);
        var actual = run(openCl);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(
                expected[i].Equals(actual[i]) || Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])),
                $"{what}: element {i} is {actual[i]:R} on OpenCL and {expected[i]:R} as C#.");
        }
    }

    private static float[] Product(KernelDevice device, int side)
    {
        const int rows = 140, columns = 70, depth = 36;
        var c = device.Empty(rows * columns);
        // The CPU accelerator's groups are for the smallest tile alone.
        GpuProduct<LineByLine, SideBySide>.Run(
            device.Pass(), new(rows, columns, depth), new() { Matrix = new GpuMatrix(device.Upload(Numbers.Random(rows * depth, 1)), depth).Layout(rows, depth) },
            new() { Matrix = new GpuMatrix(device.Upload(Numbers.Random(depth * columns, 2)), columns).Layout(columns, depth) },
            new(c, columns) { Bias = device.Upload(Numbers.Random(columns, 3)), Activation = Activation.ReLU }, new ProductPlan(device is CpuKernelDevice ? 4 : side, 2));
        return device.Download(c, rows * columns);
    }

    private static float[] Activate(KernelDevice device, Activation activation)
    {
        var output = device.Empty(s_edges.Length);
        GpuActivations.Forward(device.Pass(), activation, device.Upload(s_edges), output, s_edges.Length, s_edges.Length);
        return device.Download(output, s_edges.Length);
    }

    private static float[] ActivateBackward(KernelDevice device, Activation activation)
    {
        var result = device.Empty(s_edges.Length);
        var gradient = device.Upload(Numbers.Random(s_edges.Length, 1));
        GpuActivations.Backward(device.Pass(), activation, device.Upload(s_edges), device.Upload(s_edges), gradient, result, s_edges.Length, s_edges.Length);
        return device.Download(result, s_edges.Length);
    }

    private static float[] Softmax(KernelDevice device)
    {
        // More values than the lanes of a row keep in registers, of which there are as many as a group has threads.
        const int size = 9000;
        var output = device.Empty(3 * size);
        GpuSoftmax.Forward(device.Pass(), device.Upload(Numbers.Random(3 * size, 1)), output, 3, size);
        return device.Download(output, 3 * size);
    }

    private static float[] ColumnSums(KernelDevice device)
    {
        var sums = device.Upload(new float[37]);
        GpuColumnSums.Add(device.Pass(), 300, 37, device.Upload(Numbers.Random(300 * 37, 1)), sums);
        return device.Download(sums, 37);
    }

    private static ConvolutionShape Shape => new()
    {
        Batch = 2, InputHeight = 9, InputWidth = 8, Channels = 4, Filters = 6, KernelHeight = 3, KernelWidth = 3, StrideHeight = 2, PadTop = 1, PadLeft = 1, OutputHeight = 5, OutputWidth = 8,
    };

    private static float[] Convolve(KernelDevice device)
    {
        var output = device.Empty(2 * 5 * 8 * 6);
        GpuConvolution.Forward(
            device.Pass(2), Shape, device.Upload(Numbers.Random(2 * 9 * 8 * 4, 1)), device.Upload(Numbers.Random(9 * 4 * 6, 2)), default, Activation.Linear, output);
        return device.Download(output, 2 * 5 * 8 * 6);
    }

    private static float[] ConvolveInput(KernelDevice device)
    {
        var result = device.Empty(2 * 9 * 8 * 4);
        GpuConvolution.BackwardInput(device.Pass(2), Shape, device.Upload(Numbers.Random(2 * 5 * 8 * 6, 1)), device.Upload(Numbers.Random(9 * 4 * 6, 2)), result);
        return device.Download(result, 2 * 9 * 8 * 4);
    }

    private static float[] ConvolveKernel(KernelDevice device)
    {
        var result = device.Upload(new float[9 * 4 * 6]);
        GpuConvolution.BackwardKernel(device.Pass(2), Shape, device.Upload(Numbers.Random(2 * 9 * 8 * 4, 1)), device.Upload(Numbers.Random(2 * 5 * 8 * 6, 2)), result);
        return device.Download(result, 9 * 4 * 6);
    }

    private static float[] Drop(KernelDevice device)
    {
        var output = device.Empty(1000);
        device.Pass().LaunchForEach(1000, new DropoutMasked
        {
            From = device.Upload(Numbers.Random(1000, 1)).Rest,
            To = output.Rest,
            Mask = AxisMap.Of([1000], [1]),
            Count = 1000,
            RowSize = 1000,
            Key = 0xFEDC_BA98_7654_3210,
            Stream = 0x0200_0300_0000_0007,
            Threshold = 0x6000_0000,
            Scale = 2,
        });
        return device.Download(output, 1000);
    }

    private static float[] Adam(KernelDevice device)
    {
        var weights = device.Upload(Numbers.Random(100, 1));
        GpuOptimizers.Update(
            device.Pass(), new Adam(), new(0.001, 1), weights, device.Upload(Numbers.Random(100, 2)), [device.Upload(new float[100]), device.Upload(new float[100])], 100);
        return device.Download(weights, 100);
    }

    private static float[] CrossEntropy(KernelDevice device)
    {
        var gradients = device.Empty(30);
        var loss = new SparseCategoricalCrossentropy(fromLogits: true);
        GpuLosses.Apply(device.Pass(3), loss, 1e-7f, 3, 10, device.Upload(Numbers.Random(30, 1)), device.Upload(1, 9, 4), default, 1, gradients, device.Empty(1), accumulate: false);
        return device.Download(gradients, 30);
    }
}
