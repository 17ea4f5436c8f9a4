using ILGPU;
using ILGPU.Runtime.Cuda;

namespace GenNet.Gpu.Kernels;

/// <summary>bfloat16: the upper half of a float32, ties to even. Two make a word, the first in its lower half.</summary>
internal struct BrainFloat16 : ITensorFormat
{
    private const uint Infinity = 0x7F800000;

    public static int NumbersOfWord => 2;

    public static uint Word(float first, float second)
    {
        if (CudaAsm.IsSupported)
        {
            Output<uint> word = default;
            Input<float> low = first, high = second;
            CudaAsm.EmitRef("cvt.rn.bf16x2.f32 %0, %2, %1;", ref word, ref low, ref high);
            return word.Value;
        }
        return (Rounded(second) & 0xFFFF0000) | (Rounded(first) >> 16);
    }

    public static float First(uint word) => Interop.IntAsFloat(word << 16);

    public static float Second(uint word) => Interop.IntAsFloat(word & 0xFFFF0000);

    public static F4 Multiply(F4 sums, Words left, WordPair right)
    {
        if (CudaAsm.IsSupported)
        {
            Ref<float> x = sums.X, y = sums.Y, z = sums.Z, w = sums.W;
            Input<uint> a0 = left.X, a1 = left.Y, a2 = left.Z, a3 = left.W, b0 = right.X, b1 = right.Y;
            CudaAsm.EmitRef(
                "mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, {%0,%1,%2,%3};",
                ref x, ref y, ref z, ref w, ref a0, ref a1, ref a2, ref a3, ref b0, ref b1);
            return new() { X = x.Value, Y = y.Value, Z = z.Value, W = w.Value };
        }
        return WarpProduct<BrainFloat16>.Add(sums, left, right);
    }

    private static uint Rounded(float number)
    {
        var bits = Interop.FloatAsInt(number);
        return (bits & 0x7FFFFFFF) > Infinity ? bits | 0x400000 : bits + 0x7FFF + ((bits >> 16) & 1);
    }
}
