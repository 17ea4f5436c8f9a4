using ILGPU;
using ILGPU.Runtime.Cuda;

namespace GenNet.Gpu.Kernels;

/// <summary>float16, ties to even; what is above 65504 becomes infinite. Two make a word, the first in its lower half.</summary>
internal struct HalfFloat16 : ITensorFormat
{
    private const uint Infinity = 0x7F800000;

    // 65520, the first float32 that rounds to infinity, and 2⁻¹⁴, below which spacing no longer shrinks.
    private const uint Overflows = 0x477FF000;
    private const uint LeastNormal = 0x38800000;

    // What exponents differ by: 127 − 15, where a float32 has its exponent, and where a float16 has it after 13 bits are shifted out.
    private const uint ExponentShift = 0x38000000;

    public static int NumbersOfWord => 2;

    public static uint Word(float first, float second)
    {
        if (CudaAsm.IsSupported)
        {
            Output<uint> word = default;
            Input<float> low = first, high = second;
            CudaAsm.EmitRef("cvt.rn.f16x2.f32 %0, %2, %1;", ref word, ref low, ref high);
            return word.Value;
        }
        return (Rounded(second) << 16) | Rounded(first);
    }

    public static float First(uint word) => Number(word & 0xFFFF);

    public static float Second(uint word) => Number(word >> 16);

    public static F4 Multiply(F4 sums, Words left, WordPair right)
    {
        if (CudaAsm.IsSupported)
        {
            Ref<float> x = sums.X, y = sums.Y, z = sums.Z, w = sums.W;
            Input<uint> a0 = left.X, a1 = left.Y, a2 = left.Z, a3 = left.W, b0 = right.X, b1 = right.Y;
            CudaAsm.EmitRef(
                "mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, {%0,%1,%2,%3};",
                ref x, ref y, ref z, ref w, ref a0, ref a1, ref a2, ref a3, ref b0, ref b1);
            return new() { X = x.Value, Y = y.Value, Z = z.Value, W = w.Value };
        }
        return WarpProduct<HalfFloat16>.Add(sums, left, right);
    }

    private static uint Rounded(float number)
    {
        var bits = Interop.FloatAsInt(number);
        var magnitude = bits & 0x7FFFFFFF;
        var sign = (bits >> 16) & 0x8000;
        if (magnitude > Infinity)
            return sign | 0x7E00;
        if (magnitude >= Overflows)
            return sign | 0x7C00;
        // Adding ½ leaves 2⁻²⁴ as the last place of the sum, and the hardware rounds to it.
        if (magnitude < LeastNormal)
            return sign | (Interop.FloatAsInt(Interop.IntAsFloat(magnitude) + 0.5f) - 0x3F000000);
        return sign | ((magnitude + 0xFFF + ((magnitude >> 13) & 1) - ExponentShift) >> 13);
    }

    private static float Number(uint half)
    {
        var sign = (half & 0x8000) << 16;
        var magnitude = half & 0x7FFF;
        if (magnitude >= 0x7C00)
            return Interop.IntAsFloat(sign | Infinity | ((magnitude & 0x3FF) << 13));
        if (magnitude >= 0x400)
            return Interop.IntAsFloat(sign | ((magnitude << 13) + ExponentShift));
        var tiny = (int)magnitude * 5.9604645e-8f;
        return sign != 0 ? -tiny : tiny;
    }
}
