using ILGPU;
using ILGPU.Runtime.Cuda;

namespace GenNet.Gpu.Kernels;

/// <summary>TF32: float32 with 10 bits of fraction, ties away from 0.</summary>
internal struct TensorFloat32 : ITensorFormat
{
    private const uint Infinity = 0x7F800000;

    public static int NumbersOfWord => 1;

    public static uint Word(float first, float second)
    {
        if (CudaAsm.IsSupported)
        {
            Output<uint> word = default;
            Input<float> number = first;
            CudaAsm.EmitRef("cvt.rna.tf32.f32 %0, %1;", ref word, ref number);
            return word.Value;
        }
        var bits = Interop.FloatAsInt(first);
        return (bits & 0x7FFFFFFF) > Infinity ? bits | 0x400000 : (bits + 0x1000) & 0xFFFFE000;
    }

    public static float First(uint word) => Interop.IntAsFloat(word);

    public static float Second(uint word) => 0;

    public static F4 Multiply(F4 sums, Words left, WordPair right)
    {
        if (CudaAsm.IsSupported)
        {
            Ref<float> x = sums.X, y = sums.Y, z = sums.Z, w = sums.W;
            Input<uint> a0 = left.X, a1 = left.Y, a2 = left.Z, a3 = left.W, b0 = right.X, b1 = right.Y;
            CudaAsm.EmitRef(
                "mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, {%0,%1,%2,%3};",
                ref x, ref y, ref z, ref w, ref a0, ref a1, ref a2, ref a3, ref b0, ref b1);
            return new() { X = x.Value, Y = y.Value, Z = z.Value, W = w.Value };
        }
        return WarpProduct<TensorFloat32>.Add(sums, left, right);
    }
}
