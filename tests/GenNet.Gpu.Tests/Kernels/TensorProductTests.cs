using GenNet.Gpu.Kernels;
using GenNet.Kernels;

namespace GenNet.Gpu.Tests.Kernels;

/// <summary>Products of tensor cores with the instruction done in C#, by exchanges within warps of 32: that words lie where PTX's manual wants them, and what rounding costs. Not that a GPU does it.</summary>
public sealed class TensorProductTests(WarpKernelDevice device) : IClassFixture<WarpKernelDevice>
{
    public static MatrixTheoryData<GpuPrecision, bool, bool> Orders => new([GpuPrecision.TF32, GpuPrecision.BFloat16, GpuPrecision.Float16], [false, true], [false, true]);

    [Theory]
    [MemberData(nameof(Orders))]
    public void Multiply_OfNumbersThatAllFormatsHave_IsExact(GpuPrecision precision, bool isLeftTransposed, bool isRightTransposed)
    {
        const int rows = 70, columns = 37, depth = 21;
        var a = Eighths(rows * depth, 1);
        var b = Eighths(depth * columns, 2);
        var bias = Eighths(columns, 3);
        var expected = new double[rows * columns];
        for (var i = 0; i < expected.Length; i++)
        {
            for (var k = 0; k < depth; k++)
                expected[i] += a[isLeftTransposed ? (k * rows) + (i / columns) : (i / columns * depth) + k] * b[isRightTransposed ? (i % columns * depth) + k : (k * columns) + (i % columns)];
            expected[i] = Math.Max(0, expected[i] + bias[i % columns]);
        }
        var c = device.Empty(rows * columns);
        GpuGemm.Multiply(
            device.Pass(precision: precision), rows, columns, depth, new(device.Upload(a), isLeftTransposed ? rows : depth, isLeftTransposed),
            new(device.Upload(b), isRightTransposed ? depth : columns, isRightTransposed), new(c, columns) { Bias = device.Upload(bias), Activation = Activation.ReLU });
        Assert.Equal(expected, device.Download(c, rows * columns).Select(x => (double)x));
    }

    // A product of two factors that are off by u each is off by 2u + u², and float32 sums add 2⁻²⁴ a term.
    [Theory]
    [InlineData(GpuPrecision.TF32, 11)]
    [InlineData(GpuPrecision.BFloat16, 8)]
    [InlineData(GpuPrecision.Float16, 11)]
    public void Multiply_OfAnyNumbers_IsOffByTheirRounding(GpuPrecision precision, int bits)
    {
        const int rows = 33, columns = 40, depth = 50;
        var (a, b) = (Numbers.Random(rows * depth, 1), Numbers.Random(depth * columns, 2));
        var c = device.Empty(rows * columns);
        GpuGemm.Multiply(device.Pass(precision: precision), rows, columns, depth, new(device.Upload(a), depth), new(device.Upload(b), columns), new(c, columns));
        var actual = device.Download(c, rows * columns);
        var unit = Math.Pow(2, -bits);
        var most = 0.0;
        for (var i = 0; i < actual.Length; i++)
        {
            double sum = 0, magnitude = 0;
            for (var k = 0; k < depth; k++)
            {
                var product = (double)a[(i / columns * depth) + k] * b[(k * columns) + (i % columns)];
                sum += product;
                magnitude += Math.Abs(product);
            }
            Assert.True(Math.Abs(sum - actual[i]) <= ((2 * unit) + (unit * unit) + (depth * Math.Pow(2, -24))) * magnitude, $"Element {i} is {actual[i]:R}, exactly {sum:R}.");
            most = Math.Max(most, Math.Abs(sum - actual[i]) / magnitude);
        }
        Assert.True(most > unit / 64, "Nothing was rounded: this was a product of float32.");
    }

    [Theory]
    [InlineData(GpuPrecision.TF32)]
    [InlineData(GpuPrecision.BFloat16)]
    public void Run_WhenSumsAreCutInParts_IsTheProduct(GpuPrecision precision)
    {
        const int rows = 20, columns = 33, depth = 100;
        var (a, b, start) = (Eighths(rows * depth, 1), Eighths(depth * columns, 2), Eighths(rows * columns, 3));
        var c = device.Upload(start);
        GpuProduct<LineByLine, SideBySide>.Run(
            device.Pass(), new(rows, columns, depth), new() { Matrix = new GpuMatrix(device.Upload(a), depth).Layout(rows, depth) },
            new() { Matrix = new GpuMatrix(device.Upload(b), columns).Layout(columns, depth) }, new(c, columns) { Accumulate = true }, new ProductPlan(8, 3), precision);
        var expected = start.Select((x, i) => x + Enumerable.Range(0, depth).Sum(k => (double)a[(i / columns * depth) + k] * b[(k * columns) + (i % columns)]));
        Assert.Equal(expected, device.Download(c, rows * columns).Select(x => (double)x));
    }

    [Fact]
    public void Run_ByTheLargerTile_IsTheProduct()
    {
        const int rows = 130, columns = 100, depth = 9;
        using var wide = new WideWarpKernelDevice();
        var (a, b) = (Eighths(rows * depth, 1), Eighths(depth * columns, 2));
        var expected = Enumerable.Range(0, rows * columns).Select(i => Enumerable.Range(0, depth).Sum(k => (double)a[(i / columns * depth) + k] * b[(k * columns) + (i % columns)])).ToArray();
        foreach (var precision in new[] { GpuPrecision.TF32, GpuPrecision.BFloat16 })
        {
            var c = wide.Empty(rows * columns);
            GpuProduct<LineByLine, SideBySide>.Run(
                wide.Pass(), new(rows, columns, depth), new() { Matrix = new GpuMatrix(wide.Upload(a), depth).Layout(rows, depth) },
                new() { Matrix = new GpuMatrix(wide.Upload(b), columns).Layout(columns, depth) }, new(c, columns), new ProductPlan(16, 1), precision);
            Assert.Equal(expected, wide.Download(c, rows * columns).Select(x => (double)x));
        }
    }

    [Theory]
    [InlineData(GpuPrecision.TF32)]
    [InlineData(GpuPrecision.BFloat16)]
    public void Convolution_AndItsDerivatives_AreThoseOfFloat32(GpuPrecision precision)
    {
        var shape = new ConvolutionShape
        {
            Batch = 2, InputHeight = 5, InputWidth = 5, Channels = 17, Filters = 20, KernelHeight = 3, KernelWidth = 3, StrideHeight = 2, PadTop = 1, PadLeft = 1, OutputHeight = 3, OutputWidth = 5,
        };
        var inputs = shape.Batch * shape.InputPositions * shape.Channels;
        var weights = shape.Taps * shape.Channels * shape.Filters;
        var outputs = shape.Batch * shape.OutputPositions * shape.Filters;
        float[] All(GpuPrecision of)
        {
            var pass = device.Pass(shape.Batch, precision: of);
            var (input, kernel, gradient) = (device.Upload(Eighths(inputs, 1)), device.Upload(Eighths(weights, 2)), device.Upload(Eighths(outputs, 3)));
            var (output, inputGradient, kernelGradient) = (device.Empty(outputs), device.Empty(inputs), device.Upload(new float[weights]));
            GpuConvolution.Forward(pass, shape, input, kernel, default, Activation.Linear, output);
            GpuConvolution.BackwardInput(pass, shape, gradient, kernel, inputGradient);
            GpuConvolution.BackwardKernel(pass, shape, input, gradient, kernelGradient);
            return [.. device.Download(output, outputs), .. device.Download(inputGradient, inputs), .. device.Download(kernelGradient, weights)];
        }
        Assert.Equal(All(GpuPrecision.Float32), All(precision));
    }

    [Fact]
    public void Of_FewLines_StaysFloat32()
    {
        Assert.Equal(GpuPrecision.Float32, TensorFormats.Of(device.Pass(precision: GpuPrecision.TF32), new(1, 1000, 1000)));
        Assert.Equal(GpuPrecision.TF32, TensorFormats.Of(device.Pass(precision: GpuPrecision.TF32), new(16, 1000, 1000)));
    }

    // Few enough bits that products and sums are exact in float32, and the numbers in every format.
    private static float[] Eighths(int count, int seed) => [.. Numbers.Random(count, seed).Select(x => MathF.Round(x * 8) / 8)];
}
