using GenNet.Gpu.Kernels;
using GenNet.Layers;

namespace GenNet.Gpu.Tests.Kernels;

public sealed class NormalizationTests(CpuKernelDevice device) : IClassFixture<CpuKernelDevice>
{
    private const int Rows = 3;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Groups_AlongTheLastAxis_AreNormalized(bool isCentered) => CheckGroups<LastAxis>(isCentered, group => [.. Enumerable.Range(group * LastAxis.Run, LastAxis.Run)], 4);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Groups_AlongAnInnerAxis_AreNormalized(bool isCentered) =>
        CheckGroups<FirstAxis>(isCentered, group => [.. Enumerable.Range(0, 5).Select(member => (member * FirstAxis.Lanes) + group)], FirstAxis.Lanes);

    [Fact]
    public void Batch_InTraining_IsNormalizedByItsOwnStatistics() => CheckBatch<ChannelsLast>(hasMask: false);

    [Fact]
    public void Batch_WithChannelsFirst_IsNormalizedByItsOwnStatistics() => CheckBatch<ChannelsFirst>(hasMask: false);

    [Fact]
    public void Batch_WithAMask_CountsWhatItLeaves() => CheckBatch<ChannelsLast>(hasMask: true);

    [Fact]
    public void Batch_AtInference_IsNormalizedByTheMovingAverages()
    {
        var size = Rows * ChannelsLast.Outer * ChannelsLast.Channels;
        var input = Numbers.Random(size, 1);
        var mean = Numbers.Random(ChannelsLast.Channels, 2);
        var variance = Array.ConvertAll(Numbers.Random(ChannelsLast.Channels, 3), x => 1 + (x * x));
        var expected = new double[size];
        for (var i = 0; i < size; i++)
            expected[i] = (input[i] - mean[i % ChannelsLast.Channels]) / Math.Sqrt(variance[i % ChannelsLast.Channels] + ChannelsLast.Epsilon);
        var output = device.Empty(size);
        GpuBatchNormalization<ChannelsLast>.Forward(device.Pass(Rows), device.Upload(input), output, device.Upload(mean), device.Upload(variance), default, default);
        Numbers.AssertClose(expected, device.Download(output, size));
    }

    private void CheckGroups<TShape>(bool isCentered, Func<int, int[]> members, int groups)
        where TShape : struct, IReductionShape
    {
        const float epsilon = 1e-3f;
        var size = members(0).Length;
        var input = Array.ConvertAll(Numbers.Random(Rows * TShape.RowSize, 1), x => x + 10);
        var gradient = Numbers.Random(Rows * TShape.RowSize, 2);
        var (gamma, beta) = (Numbers.Random(size, 3), Numbers.Random(size, 4));
        var (outputs, inputGradients) = (new double[input.Length], new double[input.Length]);
        var (gammas, betas) = (new double[size], new double[size]);
        for (var group = 0; group < Rows * groups; group++)
        {
            var places = members(group % groups).Select(at => (group / groups * TShape.RowSize) + at).ToArray();
            var mean = isCentered ? places.Average(at => (double)input[at]) : 0;
            var inverse = 1 / Math.Sqrt(places.Average(at => (input[at] - mean) * (input[at] - mean)) + epsilon);
            var normalized = places.Select(at => (input[at] - mean) * inverse).ToArray();
            var h = places.Select((at, i) => gradient[at] * (double)gamma[i]).ToArray();
            var sum = isCentered ? h.Average() : 0;
            var dot = h.Zip(normalized, (a, b) => a * b).Average();
            for (var i = 0; i < size; i++)
            {
                outputs[places[i]] = (normalized[i] * gamma[i]) + beta[i];
                inputGradients[places[i]] = (h[i] - sum - (normalized[i] * dot)) * inverse;
                gammas[i] += gradient[places[i]] * normalized[i];
                betas[i] += gradient[places[i]];
            }
        }
        var (pass, values, factors) = (device.Pass(Rows), device.Upload(input), device.Upload(gamma));
        var (output, saved, inputGradient) = (device.Empty(input.Length), device.Empty(2 * Rows * groups), device.Empty(input.Length));
        var (gammaGradient, betaGradient) = (device.Upload(new float[size]), device.Upload(new float[size]));
        GpuGroupNormalizing<TShape>.Forward(pass, isCentered, epsilon, values, factors, device.Upload(beta), output, saved);
        GpuGroupNormalizing<TShape>.Backward(pass, isCentered, values, factors, saved, device.Upload(gradient), inputGradient, gammaGradient, betaGradient);
        Numbers.AssertClose(outputs, device.Download(output, input.Length), 5e-5);
        Numbers.AssertClose(inputGradients, device.Download(inputGradient, input.Length), 5e-5);
        Numbers.AssertClose(gammas, device.Download(gammaGradient, size), 5e-5);
        Numbers.AssertClose(betas, device.Download(betaGradient, size), 5e-5);
    }

    private void CheckBatch<TShape>(bool hasMask)
        where TShape : struct, IBatchNormalizationShape
    {
        var perRow = TShape.Outer * TShape.Channels * TShape.Inner;
        var input = Array.ConvertAll(Numbers.Random(Rows * perRow, 1), x => x + 20);
        var gradient = Numbers.Random(Rows * perRow, 2);
        var (gamma, beta) = (Numbers.Random(TShape.Channels, 3), Numbers.Random(TShape.Channels, 4));
        var mask = Enumerable.Range(0, Rows * perRow / TShape.MaskStride).Select(i => (byte)(hasMask && i % 4 == 1 ? 0 : 1)).ToArray();
        var (outputs, inputGradients) = (new double[input.Length], new double[input.Length]);
        var (gammas, betas) = (new double[TShape.Channels], new double[TShape.Channels]);
        var (means, variances) = (new double[TShape.Channels], new double[TShape.Channels]);
        for (var channel = 0; channel < TShape.Channels; channel++)
        {
            var of = Enumerable.Range(0, input.Length).Where(i => i / TShape.Inner % TShape.Channels == channel).ToArray();
            var counted = of.Where(at => mask[at / TShape.MaskStride] != 0).ToArray();
            var mean = counted.Average(at => (double)input[at]);
            var variance = counted.Average(at => (input[at] - mean) * (input[at] - mean));
            var inverse = 1 / Math.Sqrt(variance + TShape.Epsilon);
            var sum = of.Sum(at => (double)gradient[at]);
            var dot = of.Sum(at => gradient[at] * (input[at] - mean) * inverse);
            foreach (var at in of)
            {
                var normalized = (input[at] - mean) * inverse;
                outputs[at] = (normalized * gamma[channel]) + beta[channel];
                var through = mask[at / TShape.MaskStride] != 0 ? (sum + (normalized * dot)) / counted.Length : 0;
                inputGradients[at] = (gradient[at] - through) * gamma[channel] * inverse;
            }
            (gammas[channel], betas[channel]) = (dot, sum);
            means[channel] = mean * TShape.OneMinusMomentum;
            variances[channel] = TShape.Momentum + (variance * TShape.OneMinusMomentum);
        }
        var (pass, values, factors) = (device.Pass(Rows, training: true), device.Upload(input), device.Upload(gamma));
        var (output, inputGradient) = (device.Empty(input.Length), device.Empty(input.Length));
        var saved = device.Empty(((4 * TShape.StatisticsChunks) + 5) * TShape.Channels);
        var movingVariance = new float[TShape.Channels];
        Array.Fill(movingVariance, 1);
        var (movingMeans, movingVariances) = (device.Upload(new float[TShape.Channels]), device.Upload(movingVariance));
        var (gammaGradient, betaGradient) = (device.Upload(new float[TShape.Channels]), device.Upload(new float[TShape.Channels]));
        var deviceMask = hasMask ? device.UploadBytes(mask) : default;
        GpuBatchNormalization<TShape>.ForwardTraining(
            pass, values, output, saved, movingMeans, movingVariances, factors, device.Upload(beta), default, default, default, deviceMask);
        GpuBatchNormalization<TShape>.Backward(pass, values, saved, device.Upload(gradient), inputGradient, factors, gammaGradient, betaGradient, deviceMask);
        Numbers.AssertClose(outputs, device.Download(output, input.Length), 5e-5);
        Numbers.AssertClose(inputGradients, device.Download(inputGradient, input.Length), 5e-5);
        Numbers.AssertClose(gammas, device.Download(gammaGradient, TShape.Channels), 5e-5);
        Numbers.AssertClose(betas, device.Download(betaGradient, TShape.Channels), 5e-5);
        Numbers.AssertClose(means, device.Download(movingMeans, TShape.Channels));
        Numbers.AssertClose(variances, device.Download(movingVariances, TShape.Channels));
    }

    private readonly struct LastAxis : IReductionShape
    {
        public static int RowSize => 4 * Run;
        public static ReadOnlySpan<int> GroupSizes => [4];
        public static ReadOnlySpan<int> GroupStrides => [37];
        public static ReadOnlySpan<int> MemberSizes => [];
        public static ReadOnlySpan<int> MemberStrides => [];
        public static int Run => 37;
        public static int Lanes => 1;
    }

    private readonly struct FirstAxis : IReductionShape
    {
        public static int RowSize => 5 * Lanes;
        public static ReadOnlySpan<int> GroupSizes => [];
        public static ReadOnlySpan<int> GroupStrides => [];
        public static ReadOnlySpan<int> MemberSizes => [5];
        public static ReadOnlySpan<int> MemberStrides => [6];
        public static int Run => 1;
        public static int Lanes => 6;
    }

    private readonly struct ChannelsLast : IBatchNormalizationShape
    {
        public static int Outer => 11;
        public static int Channels => 5;
        public static int Inner => 1;
        public static int MaskStride => 5;
        public static int StatisticsChunks => 2;
        public static float Momentum => 0.75f;
        public static float OneMinusMomentum => 0.25f;
        public static float Epsilon => 1e-3f;
        public static int Layer => 0;
        public static bool Renorm => false;
        public static float RenormRmin => 0;
        public static float RenormRmax => 0;
        public static float RenormDmax => 0;
        public static float RenormMomentum => 0;
        public static float OneMinusRenormMomentum => 0;
    }

    private readonly struct ChannelsFirst : IBatchNormalizationShape
    {
        public static int Outer => 1;
        public static int Channels => 3;
        public static int Inner => 40;
        public static int MaskStride => 40;
        public static int StatisticsChunks => 1;
        public static float Momentum => 0.5f;
        public static float OneMinusMomentum => 0.5f;
        public static float Epsilon => 1e-3f;
        public static int Layer => 0;
        public static bool Renorm => false;
        public static float RenormRmin => 0;
        public static float RenormRmax => 0;
        public static float RenormDmax => 0;
        public static float RenormMomentum => 0;
        public static float OneMinusRenormMomentum => 0;
    }
}
