using System.Numerics;

namespace GenNet.Kernels;

/// <summary>Products element by element, in the same rounding on every machine. All may be the same memory.</summary>
internal static unsafe class Products
{
    /// <summary><c>product[i] = a[i] · b[i]</c>.</summary>
    public static void Set(float* a, float* b, float* product, int count)
    {
        for (nint i = 0; i < count; i += Vector<float>.Count)
        {
            var some = Math.Min(count - i, Vector<float>.Count);
            Elementwise.StorePart(Elementwise.LoadPart(a + i, some) * Elementwise.LoadPart(b + i, some), product + i, some);
        }
    }

    /// <summary><c>sum[i] = sum[i] + a[i] · b[i]</c>, rounded once.</summary>
    public static void Add(float* a, float* b, float* sum, int count)
    {
        for (nint i = 0; i < count; i += Vector<float>.Count)
        {
            var some = Math.Min(count - i, Vector<float>.Count);
            var value = Vector.FusedMultiplyAdd(Elementwise.LoadPart(a + i, some), Elementwise.LoadPart(b + i, some), Elementwise.LoadPart(sum + i, some));
            Elementwise.StorePart(value, sum + i, some);
        }
    }
}
