using GenNet.Gpu.Kernels;
using GenNet.Kernels;
using GenNet.Layers;

namespace GenNet.Gpu.Tests.Kernels;

public sealed class DropoutTests(CpuKernelDevice device) : IClassFixture<CpuKernelDevice>
{
    private const ulong Seed = 0xFEDC_BA98_7654_3210;
    private const ulong Step = 7;

    [Fact]
    public void WordAt_OfAnyIndex_IsTheCpus()
    {
        for (ulong i = 0; i < 100; i++)
        {
            var words = Philox.Words(Seed, i + 0xFFFF_FFF0, 99);
            for (var word = 0; word < 4; word++)
                Assert.Equal(words[word], DevicePhilox.WordAt(Seed, 99, (4 * (i + 0xFFFF_FFF0)) + (ulong)word));
        }
    }

    [Fact]
    public void ForwardTraining_OfValuesOrChannels_DropsWhatTheCpuDrops()
    {
        Check<Values>((row, inRow) => (ulong)((row * Values.RowSize) + inRow));
        Check<Channels>((row, inRow) => (ulong)((row * 5) + (inRow % 5)));
    }

    [Fact]
    public void ForwardTraining_OfAnInferenceRun_CopiesValues()
    {
        var values = Numbers.Random(2 * Values.RowSize, 1);
        var output = device.Empty(values.Length);
        GpuDropout<Values>.ForwardTraining(device.Pass(2, Seed, Step), device.Upload(values), output);
        Assert.Equal(values, device.Download(output, values.Length));
    }

    private void Check<TShape>(Func<int, int, ulong> maskOf)
        where TShape : struct, IDropoutShape
    {
        const int rows = 3;
        var values = Numbers.Random(rows * TShape.RowSize, 1);
        var (outputs, gradients) = (new double[values.Length], new double[values.Length]);
        var threshold = (uint)(TShape.Rate * 4294967296.0);
        for (var i = 0; i < values.Length; i++)
        {
            var mask = maskOf(i / TShape.RowSize, i % TShape.RowSize);
            var isKept = Philox.Words(Seed, mask / 4, RandomStreams.Layer(TShape.Stream, Step))[(int)(mask % 4)] >= threshold;
            outputs[i] = isKept ? (values[i] * TShape.Scale) + TShape.Offset : TShape.Dropped;
            gradients[i] = isKept ? values[i] * TShape.Scale : 0;
        }
        var pass = device.Pass(rows, Seed, Step, training: true);
        var (output, gradient) = (device.Empty(values.Length), device.Empty(values.Length));
        GpuDropout<TShape>.ForwardTraining(pass, device.Upload(values), output);
        GpuDropout<TShape>.Backward(pass, device.Upload(values), gradient);
        Numbers.AssertClose(outputs, device.Download(output, values.Length));
        Numbers.AssertClose(gradients, device.Download(gradient, values.Length));
    }

    private readonly struct Values : IDropoutShape
    {
        public static int RowSize => 23;
        public static bool HasRunTimeLength => false;
        public static float Rate => 0.3f;
        public static float Scale => 1.5f;
        public static float Offset => 0.25f;
        public static float Dropped => -2;
        public static ReadOnlySpan<int> Dimensions => [23];
        public static ReadOnlySpan<int> MaskStrides => [1];
        public static int BatchMaskStride => 23;
        public static bool HasSeed => false;
        public static int Seed => 0;
        public static int Stream => 3;
    }

    private readonly struct Channels : IDropoutShape
    {
        public static int RowSize => 20;
        public static bool HasRunTimeLength => false;
        public static float Rate => 0.5f;
        public static float Scale => 2;
        public static float Offset => 0;
        public static float Dropped => 0;
        public static ReadOnlySpan<int> Dimensions => [4, 5];
        public static ReadOnlySpan<int> MaskStrides => [0, 1];
        public static int BatchMaskStride => 5;
        public static bool HasSeed => false;
        public static int Seed => 0;
        public static int Stream => 1;
    }
}
