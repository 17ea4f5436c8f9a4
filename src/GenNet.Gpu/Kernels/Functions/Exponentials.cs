using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>
/// Exponential, logarithm and what is made of them, in float32 within a few units in the last place on every device: a device's own are of whatever error it likes. No fused multiply-add
/// is written out, and it does no harm where a device's compiler makes one. NaN stays NaN.
/// </summary>
[GpuKernel]
internal static class Exponentials
{
    private const float Log2E = 1.442695041f;
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;
    private const float RoundingShift = 12582912; // 1.5·2^23: adding it rounds to a whole number in the low bits of the mantissa.
    private const int BitsOfShift = 0x4B400000;

    /// <summary>eˣ.</summary>
    public static float Exp(float x)
    {
        var clamped = Bounds.Clamp(x, -104, 89);
        var exponent = Exponent(clamped);
        var half = exponent >> 1;
        return (Reduced(clamped, exponent) + 1) * PowerOfTwo(half) * PowerOfTwo(exponent - half);
    }

    /// <summary>eˣ for x up to 88, 0 for x below −87: for what is 1 at most, with half of what <see cref="Exp"/> costs.</summary>
    public static float ExpOfWeight(float x)
    {
        var clamped = x < -87 ? -87f : x;
        var shifted = (clamped * Log2E) + RoundingShift;
        var power = Interop.IntAsFloat((Interop.FloatAsInt(shifted) + 127) << 23);
        var weight = (ReducedBy(clamped, shifted - RoundingShift) * power) + power;
        return x < -87 ? 0f : weight;
    }

    /// <summary>eˣ − 1 for x ≤ 0, without loss near 0.</summary>
    public static float ExpM1OfNegative(float x)
    {
        var clamped = Bounds.Clamp(x, -32, 0);
        var exponent = Exponent(clamped);
        var scale = PowerOfTwo(exponent);
        return (Reduced(clamped, exponent) * scale) + (scale - 1);
    }

    /// <summary>ln x for x above 0: with x = m·2ᵉ, m from √½ to √2, it is e·ln 2 + 2·artanh((m − 1) / (m + 1)).</summary>
    public static float Log(float x)
    {
        // A subnormal number has no exponent to take.
        var isTiny = x < 1.17549435e-38f;
        var bits = (int)Interop.FloatAsInt(isTiny ? x * 16777216f : x);
        var exponent = (bits - 0x3F3504F3) >> 23;
        var m = Interop.IntAsFloat((uint)(bits - (exponent << 23)));
        var s = (m - 1) / (m + 1);
        var z = s * s;
        var sum = (((((((2f / 9) * z) + (2f / 7)) * z) + (2f / 5)) * z) + (2f / 3)) * z * s;
        var e = isTiny ? (float)(exponent - 24) : (float)exponent;
        var result = (e * Ln2High) + ((e * Ln2Low) + sum + (s + s));
        return x > float.MaxValue ? x : x > 0 ? result : x < 0 ? float.NaN : x == 0 ? float.NegativeInfinity : x;
    }

    /// <summary>ln(1 + u) for u from 0 to 1, as 2·artanh(u / (2 + u)).</summary>
    public static float LogP1OfUnit(float u)
    {
        var s = u / (u + 2);
        var z = s * s;
        var sum = 2f / 17;
        sum = (sum * z) + (2f / 15);
        sum = (sum * z) + (2f / 13);
        sum = (sum * z) + (2f / 11);
        sum = (sum * z) + (2f / 9);
        sum = (sum * z) + (2f / 7);
        sum = (sum * z) + (2f / 5);
        sum = (sum * z) + (2f / 3);
        return (sum * z * s) + (s + s);
    }

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static float Sigmoid(float x)
    {
        var e = Exp(-Bounds.Abs(x));
        return (x < 0 ? e : 1f) / (1 + e);
    }

    /// <summary>
    /// (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ): with q = exp(−2·|x|) it is (1 − q) / (1 + q) near 0, where 1 − q is without loss, and 1 − 2·q / (1 + q) elsewhere.
    /// </summary>
    public static float Tanh(float x)
    {
        var magnitude = Bounds.Abs(x);
        var clamped = Bounds.Clamp(magnitude * -2, -32, 0);
        var exponent = Exponent(clamped);
        var reduced = Reduced(clamped, exponent);
        var scale = PowerOfTwo(exponent);
        var q = (reduced * scale) + scale;
        var isSmall = magnitude < 0.5f;
        var quotient = (isSmall ? -((reduced * scale) + (scale - 1)) : q + q) / (1 + q);
        var result = isSmall ? quotient : 1 - quotient;
        return x < 0 ? -result : result;
    }

    /// <summary>ln(1 + e⁻ˣ) for x ≥ 0.</summary>
    public static float SoftplusOfNegated(float x) => LogP1OfUnit(Exp(-x));

    // e^x = 2^exponent · (1 + reduced), |reduced| below about 0.42. The polynomial is Cephes' expf (Moshier).
    private static float Reduced(float x, int exponent) => ReducedBy(x, (float)exponent);

    private static float ReducedBy(float x, float n)
    {
        var r = x - (n * Ln2High);
        r -= n * Ln2Low;
        var p = 1.9875691500e-4f;
        p = (p * r) + 1.3981999507e-3f;
        p = (p * r) + 8.3334519073e-3f;
        p = (p * r) + 4.1665795894e-2f;
        p = (p * r) + 1.6666665459e-1f;
        p = (p * r) + 5.0000001201e-1f;
        return (p * (r * r)) + r;
    }

    private static int Exponent(float x) => (int)Interop.FloatAsInt((x * Log2E) + RoundingShift) - BitsOfShift;

    private static float PowerOfTwo(int exponent) => Interop.IntAsFloat((uint)((exponent + 127) << 23));
}
