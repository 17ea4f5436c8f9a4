using GenNet.Gpu.Kernels;
using GenNet.Kernels;

namespace GenNet.Gpu.Tests.Kernels;

public sealed class MergingTests(CpuKernelDevice device) : IClassFixture<CpuKernelDevice>
{
    private const int Rows = 2;

    public static TheoryData<string> Mergings => [.. Enum.GetNames<Merging>()];

    [Theory]
    [MemberData(nameof(Mergings))]
    public void Merging_OfRepeatedInputs_HasResultAndGradients(string name)
    {
        var merging = Enum.Parse<Merging>(name);
        // Whole numbers, so that maxima are had by several.
        float[][] inputs = [.. Enumerable.Range(0, merging == Merging.Difference ? 2 : 3).Select(
            input => Array.ConvertAll(Numbers.Random(Rows * Repeated.InputSizes[input], input), x => MathF.Round(2 * x)))];
        var gradient = Numbers.Random(Rows * Repeated.RowSize, 9);
        var outputs = new double[gradient.Length];
        var gradients = inputs.Select(values => new double[values.Length]).ToArray();
        for (var i = 0; i < gradient.Length; i++)
        {
            var places = Enumerable.Range(0, inputs.Length).Select(input => PlaceOf(input, i)).ToArray();
            var values = places.Select((at, input) => (double)inputs[input][at]).ToArray();
            outputs[i] = merging switch
            {
                Merging.Sum => values.Sum(),
                Merging.Mean => values.Average(),
                Merging.Difference => values[0] - values[1],
                Merging.Product => values.Aggregate((a, b) => a * b),
                Merging.Largest => values.Max(),
                _ => values.Min(),
            };
            for (var input = 0; input < inputs.Length; input++)
            {
                gradients[input][places[input]] += gradient[i] * merging switch
                {
                    Merging.Sum => 1,
                    Merging.Mean => 1.0 / inputs.Length,
                    Merging.Difference => input == 0 ? 1 : -1,
                    Merging.Product => values.Where((_, other) => other != input).Aggregate((a, b) => a * b),
                    _ => Array.IndexOf(values, outputs[i]) == input ? 1 : 0,
                };
            }
        }
        var pass = device.Pass(Rows);
        var deviceInputs = inputs.Select(device.Upload).ToArray();
        var output = device.Empty(outputs.Length);
        GpuBroadcasting<Repeated>.Forward(pass, merging, deviceInputs, output);
        Numbers.AssertClose(outputs, device.Download(output, outputs.Length));
        for (var input = 0; input < inputs.Length; input++)
        {
            var inputGradient = device.Empty(inputs[input].Length);
            GpuBroadcasting<Repeated>.Backward(pass, merging, input, deviceInputs, device.Upload(gradient), inputGradient);
            Numbers.AssertClose(gradients[input], device.Download(inputGradient, inputs[input].Length));
        }
    }

    [Fact]
    public void CopyBlocks_OfTwoInputs_JoinsThemAlongAnAxis()
    {
        var to = device.Upload(new float[10]);
        GpuMoves.CopyBlocks(device.Pass(), 2, 2, device.Upload(1, 2, 3, 4), 2, to, 5);
        GpuMoves.CopyBlocks(device.Pass(), 2, 3, device.Upload(5, 6, 7, 8, 9, 10), 3, to.Skip(2), 5);
        GpuMoves.CopyBlocks(device.Pass(), 1, 2, device.Upload(100, 100), 2, to, 5, accumulate: true);
        Numbers.AssertClose([101, 102, 5, 6, 7, 3, 4, 8, 9, 10], device.Download(to, 10));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 40)]
    [InlineData(33, 17)]
    public void Transpose_OfAnySize_TurnsMatrices(int rows, int columns)
    {
        var values = Numbers.Random(3 * rows * columns, 1);
        var expected = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
            expected[(i / (rows * columns) * rows * columns) + (i % columns * rows) + (i / columns % rows)] = values[i];
        var to = device.Empty(values.Length);
        GpuMoves.Transpose(device.Pass(), 3, rows, columns, device.Upload(values), to);
        Numbers.AssertClose(expected, device.Download(to, values.Length));
    }

    [Fact]
    public void Map_OfThreeAxes_PutsThemInAnotherOrder()
    {
        var values = Numbers.Random(Rows * 24, 1);
        var expected = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var (row, a, b, c) = (i / 24, i / 12 % 2, i / 4 % 3, i % 4);
            expected[(row * 24) + (((c * 2) + a) * 3) + b] = values[i];
        }
        var to = device.Empty(values.Length);
        GpuMoves.Map(device.Pass(Rows), Rows, [4, 2, 3], [1, 12, 4], device.Upload(values), 24, to);
        Numbers.AssertClose(expected, device.Download(to, values.Length));
    }

    private static int PlaceOf(int input, int index)
    {
        var (row, a, b, c) = (index / Repeated.RowSize, index / 20 % 3, index / 4 % 5, index % 4);
        var strides = Repeated.Strides.Slice(input * 3, 3);
        return (row * Repeated.InputSizes[input]) + (a * strides[0]) + (b * strides[1]) + (c * strides[2]);
    }

    private readonly struct Repeated : IBroadcastShape
    {
        public static int RowSize => 60;
        public static ReadOnlySpan<int> InputSizes => [60, 12, 5];
        public static ReadOnlySpan<int> Dimensions => [3, 5, 4];
        public static ReadOnlySpan<int> Strides => [20, 4, 1, 4, 0, 1, 0, 1, 0];
    }
}
