using GenNet.Gpu.Kernels;

namespace GenNet.Gpu.Tests.Kernels;

public sealed class GpuGemmTests(CpuKernelDevice device) : IClassFixture<CpuKernelDevice>
{
    public static TheoryData<int, int, int> Sizes => new()
    {
        { 1, 1, 1 }, { 3, 5, 7 }, { 32, 32, 8 }, { 33, 31, 9 }, { 64, 36, 40 }, { 40, 70, 17 }, { 5, 100, 64 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Multiply_InEveryOrder_IsTheProduct(int rows, int columns, int depth)
    {
        var a = Numbers.Random(rows * depth, 1);
        var b = Numbers.Random(depth * columns, 2);
        var expected = Product(rows, columns, depth, a, b);
        foreach (var isLeftTransposed in new[] { false, true })
        {
            foreach (var isRightTransposed in new[] { false, true })
            {
                var c = device.Empty(rows * columns);
                GpuGemm.Multiply(
                    device.Pass(), rows, columns, depth,
                    isLeftTransposed ? new(device.Upload(Transposed(rows, depth, a)), rows, true) : new(device.Upload(a), depth),
                    isRightTransposed ? new(device.Upload(Transposed(depth, columns, b)), depth, true) : new(device.Upload(b), columns),
                    new(c, columns));
                Numbers.AssertClose(expected, device.Download(c, rows * columns));
            }
        }
    }

    [Fact]
    public void Multiply_WithBiasActivationAndStart_FinishesEachElement()
    {
        const int rows = 35, columns = 37, depth = 20;
        var a = Numbers.Random(rows * depth, 1);
        var b = Numbers.Random(depth * columns, 2);
        var bias = Numbers.Random(columns, 3);
        var start = Numbers.Random(rows * columns, 4);
        var expected = Product(rows, columns, depth, a, b);
        for (var i = 0; i < expected.Length; i++)
            expected[i] = Math.Max(0, expected[i] + start[i] + bias[i % columns]);
        var c = device.Upload(start);
        GpuGemm.Multiply(
            device.Pass(), rows, columns, depth, new(device.Upload(a), depth), new(device.Upload(b), columns),
            new(c, columns) { Bias = device.Upload(bias), Accumulate = true, Activation = Activation.ReLU });
        Numbers.AssertClose(expected, device.Download(c, rows * columns));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Run_WhenSumsAreCutInParts_IsTheProduct(int parts)
    {
        const int rows = 20, columns = 33, depth = 100;
        var a = Numbers.Random(rows * depth, 1);
        var b = Numbers.Random(depth * columns, 2);
        var start = Numbers.Random(rows * columns, 3);
        var bias = Numbers.Random(columns, 4);
        var expected = Product(rows, columns, depth, a, b);
        for (var i = 0; i < expected.Length; i++)
            expected[i] = Math.Tanh(expected[i] + start[i] + bias[i % columns]);
        var c = device.Upload(start);
        GpuProduct<LineByLine, SideBySide>.Run(
            device.Pass(), new(rows, columns, depth), new() { Matrix = new GpuMatrix(device.Upload(a), depth).Layout(rows, depth) },
            new() { Matrix = new GpuMatrix(device.Upload(b), columns).Layout(columns, depth) },
            new(c, columns) { Bias = device.Upload(bias), Accumulate = true, Activation = Activation.Tanh }, new ProductPlan(4, parts));
        Numbers.AssertClose(expected, device.Download(c, rows * columns));
    }

    [Fact]
    public void MultiplyBatch_OfMatricesInStrides_LeavesWhatIsBetween()
    {
        const int rows = 9, columns = 10, depth = 11, batch = 3, stride = 13;
        var a = Numbers.Random(batch * rows * stride, 1);
        var b = Numbers.Random(depth * columns, 2);
        var c = device.Empty(batch * rows * stride);
        GpuGemm.MultiplyBatch(
            device.Pass(), new(rows, columns, depth, batch), new(device.Upload(a), stride, false, rows * stride), new(device.Upload(b), columns),
            new(c, stride) { BatchStride = rows * stride });
        var expected = new double[batch * rows * stride];
        Array.Fill(expected, double.NaN);
        for (var row = 0; row < batch * rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                expected[(row * stride) + column] = 0;
                for (var k = 0; k < depth; k++)
                    expected[(row * stride) + column] += (double)a[(row * stride) + k] * b[(k * columns) + column];
            }
        }
        Numbers.AssertClose(expected, device.Download(c, batch * rows * stride));
    }

    [Fact]
    public void For_WhenTilesAreFew_CutsSumsInParts()
    {
        Assert.Equal(new(16, 1), ProductPlan.For(new(4096, 4096, 4096), 256, 132));
        Assert.Equal(8, ProductPlan.For(new(512, 512, 512), 256, 132).Side);
        Assert.True(ProductPlan.For(new(25, 32, 100_000), 256, 132).Parts > 64);
        Assert.Equal(4, ProductPlan.For(new(512, 512, 512), 16, 1).Side);
    }

    private static double[] Product(int rows, int columns, int depth, float[] a, float[] b)
    {
        var c = new double[rows * columns];
        for (var i = 0; i < rows; i++)
        {
            for (var k = 0; k < depth; k++)
            {
                for (var j = 0; j < columns; j++)
                    c[(i * columns) + j] += (double)a[(i * depth) + k] * b[(k * columns) + j];
            }
        }
        return c;
    }

    private static float[] Transposed(int rows, int columns, float[] values)
    {
        var result = new float[values.Length];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
                result[(j * rows) + i] = values[(i * columns) + j];
        }
        return result;
    }
}
