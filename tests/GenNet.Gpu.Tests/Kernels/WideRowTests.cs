using GenNet.Gpu.Kernels;
using GenNet.Layers;

namespace GenNet.Gpu.Tests.Kernels;

/// <summary>Rows that many lanes share: on OpenCL in groups of 256 threads, which wait for each other at barriers, as warps of a GPU do.</summary>
[Collection(nameof(OpenClTests))]
public sealed class WideRowTests(CpuKernelDevice cpu) : IClassFixture<CpuKernelDevice>
{
    private const int Rows = 40;

    [Fact]
    public void Normalization_OfRowsThatManyLanesShare_AgreesWithItsCSharp() => Normalize<OfManyLanes>();

    [Fact]
    public void Normalization_OfRowsThatAWarpShares_AgreesWithItsCSharp() => Normalize<OfAWarp>();

    private void Normalize<TWidth>()
        where TWidth : struct, IWidth => Compare(device =>
    {
        var size = TWidth.Width;
        var (pass, x, gamma) = (device.Pass(Rows), device.Upload(Numbers.Random(Rows * size, 1)), device.Upload(Numbers.Random(size, 3)));
        var (output, saved, result) = (device.Empty(Rows * size), device.Empty(2 * Rows), device.Empty(Rows * size));
        var (gammaGradient, betaGradient) = (device.Upload(new float[size]), device.Upload(new float[size]));
        LayerNormalizationGpu<Row<TWidth>>.ForwardTraining(pass, x, output, saved, gamma, device.Upload(Numbers.Random(size, 4)));
        LayerNormalizationGpu<Row<TWidth>>.Backward(pass, x, output, saved, device.Upload(Numbers.Random(Rows * size, 2)), result, gamma, default, gammaGradient, betaGradient);
        return [.. device.Download(output, Rows * size), .. device.Download(result, Rows * size), .. device.Download(gammaGradient, size), .. device.Download(betaGradient, size)];
    });

    private void Compare(Func<KernelDevice, float[]> run)
    {
        using var openCl = OpenClKernelDevice.OrSkip();
        Numbers.AssertClose(Array.ConvertAll(run(cpu), static value => (double)value), run(openCl), 5e-5);
    }

    private readonly struct Row<TWidth> : ILayerNormalizationShape
        where TWidth : struct, IWidth
    {
        public static float Epsilon => 1e-3f;

        public static int RowSize => TWidth.Width;

        public static ReadOnlySpan<int> GroupSizes => [];

        public static ReadOnlySpan<int> GroupStrides => [];

        public static ReadOnlySpan<int> MemberSizes => [];

        public static ReadOnlySpan<int> MemberStrides => [];

        public static int Run => TWidth.Width;

        public static int Lanes => 1;
    }

    private interface IWidth
    {
        static abstract int Width { get; }
    }

    private readonly struct OfManyLanes : IWidth
    {
        public static int Width => 5000;
    }

    private readonly struct OfAWarp : IWidth
    {
        public static int Width => 1024;
    }
}
