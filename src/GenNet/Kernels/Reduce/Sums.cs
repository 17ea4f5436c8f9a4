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
    public static float Sum(float* x, nint count) => Add<Identity>(x, null, 0, count);

    /// <summary>Σ x·y.</summary>
    public static float Dot(float* x, float* y, nint count) => Add<Product>(x, y, 0, count);

    /// <summary>Σ (x − mean)².</summary>
    public static float SquaredDifferences(float* x, float mean, nint count) => Add<SquaredDifference>(x, null, mean, count);

    private interface ITerm
    {
        static abstract bool HasSecond { get; }

        static abstract Vector<float> Add(Vector<float> sum, Vector<float> x, Vector<float> y, Vector<float> shift);

        static abstract float Add(float sum, float x, float y, float shift);
    }

    private static float Add<TTerm>(float* x, float* y, float shift, nint count)
        where TTerm : struct, ITerm
    {
        var shifts = Vector.Create(shift);
        Vector<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        nint i = 0;
        for (; i <= count - (4 * Width); i += 4 * Width)
        {
            sum0 = TTerm.Add(sum0, Vector.Load(x + i), Second(i), shifts);
            sum1 = TTerm.Add(sum1, Vector.Load(x + i + Width), Second(i + Width), shifts);
            sum2 = TTerm.Add(sum2, Vector.Load(x + i + (2 * Width)), Second(i + (2 * Width)), shifts);
            sum3 = TTerm.Add(sum3, Vector.Load(x + i + (3 * Width)), Second(i + (3 * Width)), shifts);
        }
        for (; i <= count - Width; i += Width)
            sum0 = TTerm.Add(sum0, Vector.Load(x + i), Second(i), shifts);
        var rest = 0f;
        for (; i < count; i++)
            rest = TTerm.Add(rest, x[i], TTerm.HasSecond ? y[i] : 0, shift);
        return Vector.Sum(sum0 + sum1 + (sum2 + sum3)) + rest;

        Vector<float> Second(nint at) => TTerm.HasSecond ? Vector.Load(y + at) : default;
    }

    private readonly struct Identity : ITerm
    {
        public static bool HasSecond => false;

        public static Vector<float> Add(Vector<float> sum, Vector<float> x, Vector<float> y, Vector<float> shift) => sum + x;

        public static float Add(float sum, float x, float y, float shift) => sum + x;
    }

    private readonly struct Product : ITerm
    {
        public static bool HasSecond => true;

        public static Vector<float> Add(Vector<float> sum, Vector<float> x, Vector<float> y, Vector<float> shift) => Vector.FusedMultiplyAdd(x, y, sum);

        public static float Add(float sum, float x, float y, float shift) => MathF.FusedMultiplyAdd(x, y, sum);
    }

    private readonly struct SquaredDifference : ITerm
    {
        public static bool HasSecond => false;

        public static Vector<float> Add(Vector<float> sum, Vector<float> x, Vector<float> y, Vector<float> shift)
        {
            var difference = x - shift;
            return Vector.FusedMultiplyAdd(difference, difference, sum);
        }

        public static float Add(float sum, float x, float y, float shift) => MathF.FusedMultiplyAdd(x - shift, x - shift, sum);
    }
}
