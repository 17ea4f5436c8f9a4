using System.Globalization;
using GenNet.Gpu.Kernels;
using GenNet.Layers;

namespace GenNet.GpuCheck;

/// <summary>What goes through memory row by row: softmax, LayerNormalization, Adam; and a launch by itself.</summary>
internal static class RowBench
{
    private const int Width = 1024;
    private const double Tolerance = 1e-4;

    public static IEnumerable<Bench> All(int rows, int weights)
    {
        var values = 4e-9 * rows * Width;
        yield return new($"softmax {rows}x{Width} forward", 2 * values, "B", room => Softmax(room, rows));
        yield return new($"softmax {rows}x{Width} backward", 3 * values, "B", room => SoftmaxBackward(room, rows));
        yield return new($"layer normalization {rows}x{Width} forward", 2 * values, "B", room => Normalize(room, rows));
        yield return new($"layer normalization {rows}x{Width} backward", 3 * values, "B", room => NormalizeBackward(room, rows));
        // Weights and both slots are read and written, gradients read.
        yield return new($"adam {weights}", 28e-9 * weights, "B", room => Adam(room, weights));
        yield return new("launch", 0, "", Launch);
    }

    private static Prepared Softmax(Room room, int rows)
    {
        var (x, y) = (room.Numbers(rows * Width, 1), room.Zeros(rows * Width));
        return new(() => GpuSoftmax.Forward(room.Pass(rows), x, y, rows, Width), () => SumsOf(room.Read(y, rows * Width), 1));
    }

    private static Prepared SoftmaxBackward(Room room, int rows)
    {
        var (x, y, gradient, result) = (room.Numbers(rows * Width, 1), room.Zeros(rows * Width), room.Numbers(rows * Width, 2), room.Zeros(rows * Width));
        GpuSoftmax.Forward(room.Pass(rows), x, y, rows, Width);
        return new(() => GpuSoftmax.Backward(room.Pass(rows), y, gradient, result, rows, Width), () => SumsOf(room.Read(result, rows * Width), 0));
    }

    private static Prepared Normalize(Room room, int rows)
    {
        var (x, y, gamma, beta) = (room.Numbers(rows * Width, 1), room.Zeros(rows * Width), Ones(room), room.Zeros(Width));
        return new(
            () => LayerNormalizationGpu<Rows>.Forward(room.Pass(rows), x, y, gamma, beta),
            () => SumsOf(room.Read(y, rows * Width), 0) ?? SumsOf([.. room.Read(y, rows * Width).Select(static v => v * v / Width)], 1, 0.02));
    }

    private static Prepared NormalizeBackward(Room room, int rows)
    {
        var (x, y, gamma, beta, saved) = (room.Numbers(rows * Width, 1), room.Zeros(rows * Width), Ones(room), room.Zeros(Width), room.Zeros(2 * rows));
        var (gradient, result, gammaGradient, betaGradient) = (room.Numbers(rows * Width, 2), room.Zeros(rows * Width), room.Zeros(Width), room.Zeros(Width));
        LayerNormalizationGpu<Rows>.ForwardTraining(room.Pass(rows), x, y, saved, gamma, beta);
        return new(
            () => LayerNormalizationGpu<Rows>.Backward(room.Pass(rows), x, y, saved, gradient, result, gamma, beta, gammaGradient, betaGradient),
            // What a normalization gives doesn't change when all of a row does.
            () => SumsOf(room.Read(result, rows * Width), 0, 0.02));
    }

    private static Prepared Adam(Room room, int count)
    {
        var (weights, gradients) = (room.Numbers(count, 1), room.Numbers(count, 2));
        var slots = new[] { room.Zeros(count), room.Zeros(count) };
        var adam = new Adam(1e-3);
        return new(() => GpuOptimizers.Update(room.Pass(), adam, new(1e-3, 1), weights, gradients, slots, count));
    }

    private static Prepared Launch(Room room)
    {
        var value = room.Zeros(1);
        return new(() => GpuValues.Fill(room.Pass(), value, 1, 1), () => room.Read(value, 1)[0] == 1 ? null : "nothing was written");
    }

    private static GpuTensorRef Ones(Room room)
    {
        var ones = room.Zeros(Width);
        GpuValues.Fill(room.Pass(), ones, 1, Width);
        return ones;
    }

    private static string? SumsOf(float[] values, double expected, double tolerance = Tolerance)
    {
        foreach (var row in values.Chunk(Width))
        {
            var sum = row.Sum(static value => (double)value);
            if (!(Math.Abs(sum - expected) <= tolerance))
                return string.Create(CultureInfo.InvariantCulture, $"a row has the sum {sum:R}, which is {expected:R}");
        }
        return null;
    }

    private readonly struct Rows : ILayerNormalizationShape
    {
        public static float Epsilon => 1e-3f;

        public static int RowSize => Width;

        public static ReadOnlySpan<int> GroupSizes => [];

        public static ReadOnlySpan<int> GroupStrides => [];

        public static ReadOnlySpan<int> MemberSizes => [];

        public static ReadOnlySpan<int> MemberStrides => [];

        public static int Run => Width;

        public static int Lanes => 1;
    }
}
