using GenNet.Gpu.Kernels;

namespace GenNet.Gpu.Tests.Kernels;

public sealed class ReductionTests(CpuKernelDevice device) : IClassFixture<CpuKernelDevice>
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(100, 8)]
    [InlineData(1000, 5)]
    [InlineData(300, 70)]
    public void ColumnSums_OfAnySize_AreAdded(int rows, int columns)
    {
        var values = Numbers.Random(rows * columns, 1);
        var start = Numbers.Random(columns, 2);
        var expected = Array.ConvertAll(start, x => (double)x);
        for (var i = 0; i < values.Length; i++)
            expected[i % columns] += values[i];
        var sums = device.Upload(start);
        GpuColumnSums.Add(device.Pass(), rows, columns, device.Upload(values), sums);
        Numbers.AssertClose(expected, device.Download(sums, columns));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(33)]
    [InlineData(100)]
    public void Softmax_OfRows_HasSumOneAndItsGradient(int size)
    {
        const int rows = 9;
        var input = Array.ConvertAll(Numbers.Random(rows * size, 1), x => 10 * x);
        var gradient = Numbers.Random(rows * size, 2);
        var outputs = new double[rows * size];
        var gradients = new double[rows * size];
        for (var row = 0; row < rows; row++)
        {
            var of = input.AsSpan(row * size, size).ToArray();
            var sum = of.Sum(x => Math.Exp(x));
            var dot = 0.0;
            for (var i = 0; i < size; i++)
                dot += gradient[(row * size) + i] * (outputs[(row * size) + i] = Math.Exp(of[i]) / sum);
            for (var i = row * size; i < (row + 1) * size; i++)
                gradients[i] = outputs[i] * (gradient[i] - dot);
        }
        var output = device.Empty(rows * size);
        var inputGradient = device.Empty(rows * size);
        GpuSoftmax.Forward(device.Pass(), device.Upload(input), output, rows, size);
        GpuSoftmax.Backward(device.Pass(), output, device.Upload(gradient), inputGradient, rows, size);
        Numbers.AssertClose(outputs, device.Download(output, rows * size));
        Numbers.AssertClose(gradients, device.Download(inputGradient, rows * size));
    }
}
