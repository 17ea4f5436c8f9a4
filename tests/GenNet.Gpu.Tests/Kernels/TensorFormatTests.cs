using GenNet.Accelerators;
using GenNet.Gpu.Kernels;
using ILGPU.Runtime.Cuda;

namespace GenNet.Gpu.Tests.Kernels;

public sealed class TensorFormatTests
{
    private static readonly float[] s_edges =
    [
        0, -0f, 1, -1, 1.0009765625f, 65504, 65519.99f, 65520, -70000, 6.1035156e-5f, 6.1e-5f, 5.9604645e-8f, 2.9802322e-8f, 2.98023259e-8f, -1e-9f, 1e-40f,
        float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN,
    ];

    private static IEnumerable<float> Values => s_edges
        .Concat(Numbers.Random(2000, 1))
        .Concat(Numbers.Random(2000, 2).Select(x => x * MathF.Pow(2, 40 * x)))
        // Halfway between two numbers of each format, and beside it.
        .Concat(Enumerable.Range(0, 64).SelectMany(i => new[] { 12, 15, 12 + 3 }.SelectMany(bit => Enumerable.Range(-1, 3).Select(
            beside => BitConverter.Int32BitsToSingle(0x3F800000 + (i << (bit + 1)) + (1 << bit) + beside)))));

    [Fact]
    public void Float16_RoundsAsHalfDoes()
    {
        foreach (var value in Values)
        {
            var word = HalfFloat16.Word(value, 1.5f);
            Assert.Equal((float)(Half)value, HalfFloat16.First(word));
            Assert.Equal(1.5f, HalfFloat16.Second(word));
            Assert.Equal((float)(Half)value, HalfFloat16.Second(HalfFloat16.Word(1.5f, value)));
        }
    }

    [Fact]
    public void BFloat16_RoundsToNearestEven()
    {
        foreach (var value in Values)
        {
            var word = BrainFloat16.Word(value, -2);
            Assert.Equal(Rounded(value, dropped: 16, isTieToEven: true), BrainFloat16.First(word));
            Assert.Equal(-2, BrainFloat16.Second(word));
            Assert.Equal(Rounded(value, dropped: 16, isTieToEven: true), BrainFloat16.Second(BrainFloat16.Word(-2, value)));
        }
    }

    [Fact]
    public void TF32_RoundsToNearestAway()
    {
        foreach (var value in Values)
            Assert.Equal(Rounded(value, dropped: 13, isTieToEven: false), TensorFloat32.First(TensorFloat32.Word(value, 0)));
    }

    [Fact]
    public void PrecisionOf_ADeviceWithoutTensorCores_IsFloat32()
    {
        foreach (var wanted in Enum.GetValues<GpuPrecision>())
        {
            Assert.Equal(GpuPrecision.Float32, TensorCores.PrecisionOf((CudaArchitecture?)null, wanted));
            Assert.Equal(GpuPrecision.Float32, TensorCores.PrecisionOf(CudaArchitecture.SM_75, wanted));
            Assert.Equal(wanted, TensorCores.PrecisionOf(CudaArchitecture.SM_80, wanted));
            Assert.Equal(wanted, TensorCores.PrecisionOf(CudaArchitecture.SM_90, wanted));
        }
        Assert.Equal("", TensorCores.Describe(GpuPrecision.Float32, GpuPrecision.Float32));
        Assert.Contains("no tensor cores for BFloat16", TensorCores.Describe(GpuPrecision.Float32, GpuPrecision.BFloat16), StringComparison.Ordinal);
        Assert.Contains("TF32 products", TensorCores.Describe(GpuPrecision.TF32, GpuPrecision.TF32), StringComparison.Ordinal);
    }

    // By the distance to both neighbours, in float64.
    private static float Rounded(float value, int dropped, bool isTieToEven)
    {
        if (!float.IsFinite(value))
            return value;
        var below = BitConverter.SingleToUInt32Bits(MathF.Abs(value)) >> dropped << dropped;
        var (low, high) = ((double)BitConverter.UInt32BitsToSingle(below), Above(below + (1u << dropped)));
        var (toLow, toHigh) = (Math.Abs((double)value) - low, high - Math.Abs((double)value));
        var isLow = toLow < toHigh || (toLow == toHigh && isTieToEven && (below >> dropped & 1) == 0);
        return MathF.CopySign((float)(isLow ? low : high), value);
    }

    // What follows the largest finite number is infinite, and 2¹²⁸ for distances.
    private static double Above(uint bits) => BitConverter.UInt32BitsToSingle(bits) is var value && float.IsFinite(value) ? value : Math.Pow(2, 128);
}
