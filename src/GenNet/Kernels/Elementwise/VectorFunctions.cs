using System.Numerics;
using System.Runtime.CompilerServices;

namespace GenNet.Kernels;

/// <summary>
/// Elementary functions of float32 vectors, each within about two units in the last place. They use fused multiply-add, addition,
/// multiplication and division only, so every machine and every vector length gives the same bits. NaN stays NaN.
/// </summary>
internal static class VectorFunctions
{
    private const float Log2E = 1.442695041f;
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;
    private const float RoundingShift = 12582912; // 1.5·2^23: adding it rounds to a whole number in the low bits of the mantissa.

    private static Vector<float> One => Vector<float>.One;

    /// <summary>eˣ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Exp(Vector<float> x)
    {
        var clamped = Clamp(x, -104, 89);
        var reduced = Reduce(clamped, out var exponent);
        var half = exponent >> 1;
        return (reduced + One) * PowerOfTwo(half) * PowerOfTwo(exponent - half);
    }

    /// <summary>eˣ − 1 for x ≤ 0, without loss near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> ExpM1OfNegative(Vector<float> x)
    {
        var reduced = Reduce(Clamp(x, -32, 0), out var exponent);
        var scale = PowerOfTwo(exponent);
        return Vector.FusedMultiplyAdd(reduced, scale, scale - One);
    }

    /// <summary>ln(1 + u) for u from 0 to 1, as 2·artanh(u / (2 + u)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> LogP1OfUnit(Vector<float> u)
    {
        var s = u / (u + Vector.Create(2f));
        var z = s * s;
        var sum = Vector.Create(2f / 17);
        sum = Vector.FusedMultiplyAdd(sum, z, Vector.Create(2f / 15));
        sum = Vector.FusedMultiplyAdd(sum, z, Vector.Create(2f / 13));
        sum = Vector.FusedMultiplyAdd(sum, z, Vector.Create(2f / 11));
        sum = Vector.FusedMultiplyAdd(sum, z, Vector.Create(2f / 9));
        sum = Vector.FusedMultiplyAdd(sum, z, Vector.Create(2f / 7));
        sum = Vector.FusedMultiplyAdd(sum, z, Vector.Create(2f / 5));
        sum = Vector.FusedMultiplyAdd(sum, z, Vector.Create(2f / 3));
        return Vector.FusedMultiplyAdd(sum * z, s, s + s);
    }

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Sigmoid(Vector<float> x)
    {
        var e = Exp(-Vector.Abs(x));
        return Vector.ConditionalSelect(Vector.LessThan(x, Vector<float>.Zero), e, One) / (One + e);
    }

    /// <summary>(eˣ − e⁻ˣ) / (eˣ + e⁻ˣ).</summary>
    /// <remarks>
    /// With q = exp(−2·|x|) it is (1 − q) / (1 + q) near 0, where 1 − q is without loss, and 1 − 2·q / (1 + q) elsewhere: near 1, where its derivative 1 − tanh² is left of a difference, it
    /// is off by little more than its own rounding.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Tanh(Vector<float> x)
    {
        var magnitude = Vector.Abs(x);
        var reduced = Reduce(Clamp(magnitude * Vector.Create(-2f), -32, 0), out var exponent);
        var scale = PowerOfTwo(exponent);
        var q = Vector.FusedMultiplyAdd(reduced, scale, scale);
        var isSmall = Vector.LessThan(magnitude, Vector.Create(0.5f));
        var quotient = Vector.ConditionalSelect(isSmall, -Vector.FusedMultiplyAdd(reduced, scale, scale - One), q + q) / (One + q);
        return Vector.CopySign(Vector.ConditionalSelect(isSmall, quotient, One - quotient), x);
    }

    /// <summary>ln(1 + e⁻ˣ) for x ≥ 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> SoftplusOfNegated(Vector<float> x) => LogP1OfUnit(Exp(-x));

    /// <summary>The normal distribution: Φ(x), and its density.</summary>
    /// <remarks>
    /// Φ(−u)·exp(u² / 2) for u ≥ 0 is smooth: a polynomial of degree 9 in t = 1 / (1 + 0.3·u) times t, fitted at Chebyshev points up to
    /// u = 14.5, where exp(−u² / 2) vanishes, is within 5e-9 of it.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> NormalCdf(Vector<float> x, out Vector<float> density)
    {
        var u = Vector.Abs(x);
        var squared = u * u;
        var rounding = Vector.FusedMultiplyAdd(u, u, -squared);
        var e = Exp(squared * Vector.Create(-0.5f));
        e = Vector.FusedMultiplyAdd(e, Finite(rounding) * Vector.Create(-0.5f), e);
        density = e * Vector.Create(0.3989422804f);
        var t = One / Vector.FusedMultiplyAdd(u, Vector.Create(0.3f), One);
        var p = Vector.Create(-0.0209560243f);
        p = Vector.FusedMultiplyAdd(p, t, Vector.Create(0.114257453f));
        p = Vector.FusedMultiplyAdd(p, t, Vector.Create(-0.232524408f));
        p = Vector.FusedMultiplyAdd(p, t, Vector.Create(0.197550586f));
        p = Vector.FusedMultiplyAdd(p, t, Vector.Create(-0.0842134825f));
        p = Vector.FusedMultiplyAdd(p, t, Vector.Create(0.0987113829f));
        p = Vector.FusedMultiplyAdd(p, t, Vector.Create(0.0775179009f));
        p = Vector.FusedMultiplyAdd(p, t, Vector.Create(0.110418411f));
        p = Vector.FusedMultiplyAdd(p, t, Vector.Create(0.119550431f));
        p = Vector.FusedMultiplyAdd(p, t, Vector.Create(0.119687748f));
        var tail = p * t * e;
        return Vector.ConditionalSelect(Vector.LessThan(x, Vector<float>.Zero), tail, One - tail);
    }

    /// <summary>x within bounds, with comparisons that let NaN pass.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Clamp(Vector<float> x, float minimum, float maximum)
    {
        var low = Vector.Create(minimum);
        var high = Vector.Create(maximum);
        x = Vector.ConditionalSelect(Vector.LessThan(x, low), low, x);
        return Vector.ConditionalSelect(Vector.GreaterThan(x, high), high, x);
    }

    // e^x = 2^exponent · (1 + result), |result| below about 0.42. The polynomial is Cephes' expf (Moshier).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Reduce(Vector<float> x, out Vector<int> exponent)
    {
        var shift = Vector.Create(RoundingShift);
        var shifted = Vector.FusedMultiplyAdd(x, Vector.Create(Log2E), shift);
        exponent = Vector.AsVectorInt32(shifted) - Vector.AsVectorInt32(shift);
        var n = shifted - shift;
        var r = Vector.FusedMultiplyAdd(n, Vector.Create(-Ln2High), x);
        r = Vector.FusedMultiplyAdd(n, Vector.Create(-Ln2Low), r);
        var p = Vector.Create(1.9875691500e-4f);
        p = Vector.FusedMultiplyAdd(p, r, Vector.Create(1.3981999507e-3f));
        p = Vector.FusedMultiplyAdd(p, r, Vector.Create(8.3334519073e-3f));
        p = Vector.FusedMultiplyAdd(p, r, Vector.Create(4.1665795894e-2f));
        p = Vector.FusedMultiplyAdd(p, r, Vector.Create(1.6666665459e-1f));
        p = Vector.FusedMultiplyAdd(p, r, Vector.Create(5.0000001201e-1f));
        return Vector.FusedMultiplyAdd(p, r * r, r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> PowerOfTwo(Vector<int> exponent) => Vector.AsVectorSingle((exponent + Vector.Create(127)) << 23);

    // Of an overflowing square only infinity − infinity is left, where the exponential is 0 anyway.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Finite(Vector<float> x) =>
        Vector.ConditionalSelect(Vector.LessThanOrEqual(Vector.Abs(x), Vector.Create(float.MaxValue)), x, Vector<float>.Zero);
}
