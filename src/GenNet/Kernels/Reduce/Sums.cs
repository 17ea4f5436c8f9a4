using System.Numerics;

namespace GenNet.Kernels;

/// <summary>
/// Sums of contiguous values in float32, in four vectors side by side: the order depends on the length and on the machine's vectors alone,
/// never on where the values lie or on the threads. The rounding error grows with the length divided by the number of lanes.
/// </summary>
internal static unsafe class Sums
{
    private static int Width => Vector<float>.Count;

    /// <summary>Σ x.</summary>
    public static float Sum(float* x, nint count) => Add<Value>(x, null, count);

    /// <summary>Σ x·y.</summary>
    public static float Dot(float* x, float* y, nint count) => Add<Product>(x, y, count);

    /// <summary>Σ (x − mean) and Σ (x − mean)².</summary>
    public static (float Difference, float Square) Differences(float* x, float mean, nint count)
    {
        var means = Vector.Create(mean);
        Vector<float> differences0 = default, differences1 = default, squares0 = default, squares1 = default;
        nint i = 0;
        for (; i <= count - (2 * Width); i += 2 * Width)
        {
            var first = Vector.Load(x + i) - means;
            var second = Vector.Load(x + i + Width) - means;
            differences0 += first;
            differences1 += second;
            squares0 = Vector.FusedMultiplyAdd(first, first, squares0);
            squares1 = Vector.FusedMultiplyAdd(second, second, squares1);
        }
        float difference = 0, square = 0;
        for (; i < count; i++)
        {
            difference += x[i] - mean;
            square = MathF.FusedMultiplyAdd(x[i] - mean, x[i] - mean, square);
        }
        return (Vector.Sum(differences0 + differences1) + difference, Vector.Sum(squares0 + squares1) + square);
    }

    private interface ITerm
    {
        static abstract bool HasSecond { get; }

        static abstract Vector<float> Add(Vector<float> sum, Vector<float> x, Vector<float> y);

        static abstract float Add(float sum, float x, float y);
    }

    private static float Add<TTerm>(float* x, float* y, nint count)
        where TTerm : struct, ITerm
    {
        Vector<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        nint i = 0;
        for (; i <= count - (4 * Width); i += 4 * Width)
        {
            sum0 = TTerm.Add(sum0, Vector.Load(x + i), Second(i));
            sum1 = TTerm.Add(sum1, Vector.Load(x + i + Width), Second(i + Width));
            sum2 = TTerm.Add(sum2, Vector.Load(x + i + (2 * Width)), Second(i + (2 * Width)));
            sum3 = TTerm.Add(sum3, Vector.Load(x + i + (3 * Width)), Second(i + (3 * Width)));
        }
        for (; i <= count - Width; i += Width)
            sum0 = TTerm.Add(sum0, Vector.Load(x + i), Second(i));
        var rest = 0f;
        for (; i < count; i++)
            rest = TTerm.Add(rest, x[i], TTerm.HasSecond ? y[i] : 0);
        return Vector.Sum(sum0 + sum1 + (sum2 + sum3)) + rest;

        Vector<float> Second(nint at) => TTerm.HasSecond ? Vector.Load(y + at) : default;
    }

    private readonly struct Value : ITerm
    {
        public static bool HasSecond => false;

        public static Vector<float> Add(Vector<float> sum, Vector<float> x, Vector<float> y) => sum + x;

        public static float Add(float sum, float x, float y) => sum + x;
    }

    private readonly struct Product : ITerm
    {
        public static bool HasSecond => true;

        public static Vector<float> Add(Vector<float> sum, Vector<float> x, Vector<float> y) => Vector.FusedMultiplyAdd(x, y, sum);

        public static float Add(float sum, float x, float y) => MathF.FusedMultiplyAdd(x, y, sum);
    }
}
