using GenNet.Gpu.Kernels;
using GenNet.Kernels;

namespace GenNet.Gpu.Tests.Kernels;

public sealed class GpuConvolutionTests(CpuKernelDevice device) : IClassFixture<CpuKernelDevice>
{
    private static readonly Dictionary<string, ConvolutionShape> s_shapes = new()
    {
        ["image"] = new() { Batch = 2, InputHeight = 7, InputWidth = 6, Channels = 3, Filters = 5, KernelHeight = 3, KernelWidth = 2, PadTop = 1, PadLeft = 0, OutputHeight = 7, OutputWidth = 6 },
        ["fours"] = new() { Batch = 2, InputHeight = 5, InputWidth = 5, Channels = 8, Filters = 12, KernelHeight = 3, KernelWidth = 3, PadTop = 1, PadLeft = 1, OutputHeight = 5, OutputWidth = 5 },
        ["strided"] = new()
        {
            Batch = 3, InputHeight = 9, InputWidth = 8, Channels = 4, Filters = 4, KernelHeight = 3, KernelWidth = 3, StrideHeight = 2, StrideWidth = 3, PadTop = 1, PadLeft = 1, OutputHeight = 5, OutputWidth = 3,
        },
        ["dilated"] = new()
        {
            Batch = 1, InputHeight = 9, InputWidth = 10, Channels = 2, Filters = 3, KernelHeight = 2, KernelWidth = 3, DilationHeight = 3, DilationWidth = 2, PadTop = 0, PadLeft = 2, OutputHeight = 6,
            OutputWidth = 9,
        },
        ["grouped"] = new()
        {
            Batch = 2, InputHeight = 4, InputWidth = 5, Channels = 12, Filters = 9, KernelHeight = 2, KernelWidth = 2, Groups = 3, PadTop = 0, PadLeft = 0, OutputHeight = 3, OutputWidth = 4,
        },
        ["sequence"] = new() { Batch = 2, InputHeight = 1, InputWidth = 20, Channels = 3, Filters = 4, KernelHeight = 1, KernelWidth = 5, PadTop = 0, PadLeft = 4, OutputHeight = 1, OutputWidth = 20 },
        ["volume"] = new()
        {
            Batch = 2, InputDepth = 4, InputHeight = 5, InputWidth = 3, Channels = 2, Filters = 6, KernelDepth = 2, KernelHeight = 3, KernelWidth = 2, StrideDepth = 2, StrideHeight = 2, PadFront = 0, PadTop = 1,
            PadLeft = 0, OutputDepth = 2, OutputHeight = 3, OutputWidth = 2,
        },
        ["pointwise"] = new() { Batch = 2, InputHeight = 3, InputWidth = 5, Channels = 7, Filters = 9, KernelHeight = 1, KernelWidth = 1, PadTop = 0, PadLeft = 0, OutputHeight = 3, OutputWidth = 5 },
        ["depthwise"] = new()
        {
            Batch = 2, InputHeight = 6, InputWidth = 5, Channels = 5, Filters = 10, KernelHeight = 3, KernelWidth = 3, Groups = 5, StrideHeight = 2, PadTop = 1, PadLeft = 1, OutputHeight = 3, OutputWidth = 5,
        },
    };

    public static TheoryData<string> Shapes => [.. s_shapes.Keys];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Forward_OfEachShape_IsTheConvolution(string name)
    {
        var shape = s_shapes[name];
        var (input, kernel, bias) = (Values(Inputs(shape), 1), Values(Weights(shape), 2), Values(shape.Filters, 3));
        var expected = new double[Outputs(shape)];
        ForEachProduct(shape, (from, to, weight) => expected[to] += input[from] * (double)kernel[weight]);
        for (var i = 0; i < expected.Length; i++)
            expected[i] = Math.Max(0, expected[i] + bias[i % shape.Filters]);
        var output = device.Empty(expected.Length);
        GpuConvolution.Forward(device.Pass(shape.Batch), shape, device.Upload(input), device.Upload(kernel), device.Upload(bias), Activation.ReLU, output);
        Numbers.AssertClose(expected, device.Download(output, expected.Length));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void BackwardInput_OfEachShape_IsTheDerivative(string name)
    {
        var shape = s_shapes[name];
        var (gradient, kernel) = (Values(Outputs(shape), 1), Values(Weights(shape), 2));
        var expected = new double[Inputs(shape)];
        ForEachProduct(shape, (from, to, weight) => expected[from] += gradient[to] * (double)kernel[weight]);
        var result = device.Empty(expected.Length);
        GpuConvolution.BackwardInput(device.Pass(shape.Batch), shape, device.Upload(gradient), device.Upload(kernel), result);
        Numbers.AssertClose(expected, device.Download(result, expected.Length));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void BackwardKernel_OfEachShape_IsAdded(string name)
    {
        var shape = s_shapes[name];
        var (input, gradient, start) = (Values(Inputs(shape), 1), Values(Outputs(shape), 2), Values(Weights(shape), 3));
        var expected = Array.ConvertAll(start, x => (double)x);
        ForEachProduct(shape, (from, to, weight) => expected[weight] += gradient[to] * (double)input[from]);
        var result = device.Upload(start);
        GpuConvolution.BackwardKernel(device.Pass(shape.Batch), shape, device.Upload(input), device.Upload(gradient), result);
        Numbers.AssertClose(expected, device.Download(result, expected.Length));
    }

    [Fact]
    public void Transposed_WithBiasAndActivation_FinishesEachElement()
    {
        foreach (var name in new[] { "grouped", "depthwise", "pointwise" })
        {
            var shape = s_shapes[name];
            var (values, kernel, bias) = (Values(Outputs(shape), 1), Values(Weights(shape), 2), Values(shape.Channels, 3));
            var expected = new double[Inputs(shape)];
            ForEachProduct(shape, (from, to, weight) => expected[from] += values[to] * (double)kernel[weight]);
            for (var i = 0; i < expected.Length; i++)
                expected[i] = Math.Tanh(expected[i] + bias[i % shape.Channels]);
            var result = device.Empty(expected.Length);
            GpuConvolution.Transposed(device.Pass(shape.Batch), shape, device.Upload(values), device.Upload(kernel), device.Upload(bias), Activation.Tanh, result);
            Numbers.AssertClose(expected, device.Download(result, expected.Length));
        }
    }

    private static float[] Values(int count, int seed) => Numbers.Random(count, seed);

    private static int Inputs(in ConvolutionShape shape) => shape.Batch * shape.InputPositions * shape.Channels;

    private static int Outputs(in ConvolutionShape shape) => shape.Batch * shape.OutputPositions * shape.Filters;

    private static int Weights(in ConvolutionShape shape) => shape.Taps * shape.GroupChannels * shape.Filters;

    // Every product of an input value and a weight, by the definition.
    private static void ForEachProduct(ConvolutionShape shape, Action<int, int, int> product)
    {
        for (var image = 0; image < shape.Batch; image++)
        {
            for (var at = 0; at < shape.OutputPositions; at++)
            {
                var (z, y, x) = (at / (shape.OutputHeight * shape.OutputWidth), at / shape.OutputWidth % shape.OutputHeight, at % shape.OutputWidth);
                for (var tap = 0; tap < shape.Taps; tap++)
                {
                    var fromZ = (z * shape.StrideDepth) + (tap / (shape.KernelHeight * shape.KernelWidth) * shape.DilationDepth) - shape.PadFront;
                    var fromY = (y * shape.StrideHeight) + (tap / shape.KernelWidth % shape.KernelHeight * shape.DilationHeight) - shape.PadTop;
                    var fromX = (x * shape.StrideWidth) + (tap % shape.KernelWidth * shape.DilationWidth) - shape.PadLeft;
                    if (fromZ < 0 || fromZ >= shape.InputDepth || fromY < 0 || fromY >= shape.InputHeight || fromX < 0 || fromX >= shape.InputWidth)
                        continue;
                    var from = ((((image * shape.InputDepth) + fromZ) * shape.InputHeight) + fromY) * shape.InputWidth;
                    for (var filter = 0; filter < shape.Filters; filter++)
                    {
                        var group = filter / shape.GroupFilters;
                        for (var channel = 0; channel < shape.GroupChannels; channel++)
                        {
                            product(
                                ((from + fromX) * shape.Channels) + (group * shape.GroupChannels) + channel,
                                (((image * shape.OutputPositions) + at) * shape.Filters) + filter,
                                (((tap * shape.GroupChannels) + channel) * shape.Filters) + filter);
                        }
                    }
                }
            }
        }
    }
}
