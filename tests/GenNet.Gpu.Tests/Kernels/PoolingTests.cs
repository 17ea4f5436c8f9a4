using GenNet.Gpu.Kernels;
using GenNet.Layers;

namespace GenNet.Gpu.Tests.Kernels;

public sealed class PoolingTests(CpuKernelDevice device) : IClassFixture<CpuKernelDevice>
{
    private const int Rows = 2;

    [Fact]
    public void Windows_ThatPaddingCuts_PoolWhatTheyHave() => Check<Padded>();

    [Fact]
    public void Windows_WithChannelsFirst_PoolPlanes() => Check<ChannelsFirst>();

    [Fact]
    public void Windows_ThatDifferInSize_PoolEvenly() => Check<Adaptive>();

    [Fact]
    public void Windows_OfVolumes_PoolAlongAllAxes() => Check<Volume>();

    [Fact]
    public void Largest_OfAWindowWithNaN_IsNaNAndGivesNoGradient()
    {
        var input = Numbers.Random(Rows * 3 * 6 * 5, 1);
        input[0] = float.NaN;
        var output = device.Empty(Rows * 3 * 3 * 3);
        GpuPooling<Padded>.Largest(device.Pass(Rows), device.Upload(input), output);
        Assert.True(float.IsNaN(device.Download(output, 1)[0]));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void GlobalMean_OfAllPositionsOrAMasks_IsTheMean(bool channelsFirst, bool hasMask)
    {
        const int positions = 37, channels = 5;
        var input = Numbers.Random(Rows * positions * channels, 1);
        var gradient = Numbers.Random(Rows * channels, 2);
        var mask = Enumerable.Range(0, Rows * positions).Select(i => (byte)(!hasMask || i % 3 != 0 ? 1 : 0)).ToArray();
        var outputs = new double[Rows * channels];
        var gradients = new double[input.Length];
        for (var row = 0; row < Rows; row++)
        {
            var count = mask.AsSpan(row * positions, positions).Count((byte)1);
            for (var channel = 0; channel < channels; channel++)
            {
                for (var position = 0; position < positions; position++)
                {
                    if (mask[(row * positions) + position] == 0)
                        continue;
                    var at = channelsFirst ? (((row * channels) + channel) * positions) + position : (((row * positions) + position) * channels) + channel;
                    outputs[(row * channels) + channel] += input[at] / (double)count;
                    gradients[at] = gradient[(row * channels) + channel] / (double)count;
                }
            }
        }
        var output = device.Empty(outputs.Length);
        var inputGradient = device.Empty(input.Length);
        var deviceMask = hasMask ? device.UploadBytes(mask) : default;
        GpuGlobalPooling.Mean(device.Pass(Rows), positions, channels, channelsFirst, device.Upload(input), deviceMask, output);
        GpuGlobalPooling.MeanBackward(device.Pass(Rows), positions, channels, channelsFirst, deviceMask, device.Upload(gradient), inputGradient);
        Numbers.AssertClose(outputs, device.Download(output, outputs.Length));
        Numbers.AssertClose(gradients, device.Download(inputGradient, input.Length));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void GlobalLargest_WhenSeveralHaveIt_GivesEachItsShare(bool channelsFirst)
    {
        const int positions = 21, channels = 3;
        var input = Array.ConvertAll(Numbers.Random(Rows * positions * channels, 1), x => MathF.Round(3 * x));
        var gradient = Numbers.Random(Rows * channels, 2);
        var outputs = new double[Rows * channels];
        var gradients = new double[input.Length];
        for (var of = 0; of < outputs.Length; of++)
        {
            var (row, channel) = (of / channels, of % channels);
            var places = Enumerable.Range(0, positions)
                .Select(position => channelsFirst ? (of * positions) + position : (((row * positions) + position) * channels) + channel).ToArray();
            outputs[of] = places.Max(at => input[at]);
            var having = places.Where(at => input[at] == outputs[of]).ToArray();
            foreach (var at in having)
                gradients[at] = gradient[of] / (double)having.Length;
        }
        var output = device.Empty(outputs.Length);
        var inputGradient = device.Empty(input.Length);
        GpuGlobalPooling.Largest(device.Pass(Rows), positions, channels, channelsFirst, device.Upload(input), output);
        GpuGlobalPooling.LargestBackward(device.Pass(Rows), positions, channels, channelsFirst, device.Upload(input), output, device.Upload(gradient), inputGradient);
        Numbers.AssertClose(outputs, device.Download(output, outputs.Length));
        Numbers.AssertClose(gradients, device.Download(inputGradient, input.Length));
    }

    private void Check<TShape>()
        where TShape : struct, IPoolingShape
    {
        // Whole numbers, so that windows have their largest value several times.
        var input = Array.ConvertAll(Numbers.Random(Rows * TShape.InputDepth * TShape.InputHeight * TShape.InputWidth * TShape.Channels, 1), x => MathF.Round(4 * x));
        var gradient = Numbers.Random(Rows * TShape.OutputDepth * TShape.OutputHeight * TShape.OutputWidth * TShape.Channels, 2);
        var largest = new double[gradient.Length];
        var means = new double[gradient.Length];
        var largestGradients = new double[input.Length];
        var meanGradients = new double[input.Length];
        for (var output = 0; output < gradient.Length; output++)
        {
            var window = Window<TShape>(output);
            largest[output] = window.Max(at => input[at]);
            means[output] = window.Average(at => (double)input[at]);
            largestGradients[window.First(at => input[at] == largest[output])] += gradient[output];
            foreach (var at in window)
                meanGradients[at] += gradient[output] / (double)window.Count;
        }
        var (pass, values, outputGradient) = (device.Pass(Rows), device.Upload(input), device.Upload(gradient));
        var (result, inputGradient) = (device.Empty(gradient.Length), device.Empty(input.Length));
        GpuPooling<TShape>.Largest(pass, values, result);
        GpuPooling<TShape>.LargestBackward(pass, values, result, outputGradient, inputGradient);
        Numbers.AssertClose(largest, device.Download(result, gradient.Length));
        Numbers.AssertClose(largestGradients, device.Download(inputGradient, input.Length));
        GpuPooling<TShape>.Mean(pass, values, result);
        GpuPooling<TShape>.MeanBackward(pass, outputGradient, inputGradient);
        Numbers.AssertClose(means, device.Download(result, gradient.Length));
        Numbers.AssertClose(meanGradients, device.Download(inputGradient, input.Length));
    }

    private static List<int> Window<TShape>(int output)
        where TShape : struct, IPoolingShape
    {
        var pixel = TShape.ChannelsFirst ? 1 : TShape.Channels;
        var (at, channel) = (output / pixel, output % pixel);
        var (x, y) = (at % TShape.OutputWidth, at / TShape.OutputWidth % TShape.OutputHeight);
        var z = at / (TShape.OutputWidth * TShape.OutputHeight) % TShape.OutputDepth;
        var plane = at / (TShape.OutputWidth * TShape.OutputHeight * TShape.OutputDepth);
        List<int> window = [];
        foreach (var inZ in Axis(z, TShape.InputDepth, TShape.OutputDepth, TShape.PoolDepth, TShape.StrideDepth, TShape.PaddingFront, TShape.IsAdaptive))
        {
            foreach (var inY in Axis(y, TShape.InputHeight, TShape.OutputHeight, TShape.PoolHeight, TShape.StrideHeight, TShape.PaddingTop, TShape.IsAdaptive))
            {
                foreach (var inX in Axis(x, TShape.InputWidth, TShape.OutputWidth, TShape.PoolWidth, TShape.StrideWidth, TShape.PaddingLeft, TShape.IsAdaptive))
                    window.Add((((((((plane * TShape.InputDepth) + inZ) * TShape.InputHeight) + inY) * TShape.InputWidth) + inX) * pixel) + channel);
            }
        }
        return window;
    }

    private static IEnumerable<int> Axis(int index, int input, int output, int window, int stride, int padding, bool isAdaptive)
    {
        var (first, end) = isAdaptive
            ? (index * input / output, (int)Math.Ceiling((index + 1) * input / (double)output))
            : ((index * stride) - padding, (index * stride) - padding + window);
        return Enumerable.Range(first, end - first).Where(at => at >= 0 && at < input);
    }

    private readonly struct Padded : IPoolingShape
    {
        public static int InputDepth => 1;
        public static int InputHeight => 6;
        public static int InputWidth => 5;
        public static int Channels => 3;
        public static int OutputDepth => 1;
        public static int OutputHeight => 3;
        public static int OutputWidth => 3;
        public static int PoolDepth => 1;
        public static int PoolHeight => 3;
        public static int PoolWidth => 3;
        public static int StrideDepth => 1;
        public static int StrideHeight => 2;
        public static int StrideWidth => 2;
        public static int PaddingFront => 0;
        public static int PaddingTop => 0;
        public static int PaddingLeft => 1;
        public static bool IsAdaptive => false;
        public static bool ChannelsFirst => false;
    }

    private readonly struct ChannelsFirst : IPoolingShape
    {
        public static int InputDepth => 1;
        public static int InputHeight => 1;
        public static int InputWidth => 9;
        public static int Channels => 4;
        public static int OutputDepth => 1;
        public static int OutputHeight => 1;
        public static int OutputWidth => 4;
        public static int PoolDepth => 1;
        public static int PoolHeight => 1;
        public static int PoolWidth => 3;
        public static int StrideDepth => 1;
        public static int StrideHeight => 1;
        public static int StrideWidth => 2;
        public static int PaddingFront => 0;
        public static int PaddingTop => 0;
        public static int PaddingLeft => 0;
        public static bool IsAdaptive => false;
        static bool IPoolingShape.ChannelsFirst => true;
    }

    private readonly struct Adaptive : IPoolingShape
    {
        public static int InputDepth => 1;
        public static int InputHeight => 7;
        public static int InputWidth => 5;
        public static int Channels => 2;
        public static int OutputDepth => 1;
        public static int OutputHeight => 3;
        public static int OutputWidth => 4;
        public static int PoolDepth => 1;
        public static int PoolHeight => 4;
        public static int PoolWidth => 3;
        public static int StrideDepth => 1;
        public static int StrideHeight => 2;
        public static int StrideWidth => 1;
        public static int PaddingFront => 0;
        public static int PaddingTop => 0;
        public static int PaddingLeft => 0;
        public static bool IsAdaptive => true;
        public static bool ChannelsFirst => false;
    }

    private readonly struct Volume : IPoolingShape
    {
        public static int InputDepth => 4;
        public static int InputHeight => 5;
        public static int InputWidth => 6;
        public static int Channels => 2;
        public static int OutputDepth => 2;
        public static int OutputHeight => 5;
        public static int OutputWidth => 3;
        public static int PoolDepth => 2;
        public static int PoolHeight => 3;
        public static int PoolWidth => 2;
        public static int StrideDepth => 2;
        public static int StrideHeight => 1;
        public static int StrideWidth => 2;
        public static int PaddingFront => 0;
        public static int PaddingTop => 1;
        public static int PaddingLeft => 0;
        public static bool IsAdaptive => false;
        public static bool ChannelsFirst => false;
    }
}
