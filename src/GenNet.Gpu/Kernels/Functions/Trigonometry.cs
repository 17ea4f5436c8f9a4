namespace GenNet.Gpu.Kernels;

/// <summary>
/// Functions of angles and their inverses, within a few units in the last place for angles up to about 10⁵, beyond which a multiple of π / 2 has no exact float32 parts. The polynomials are
/// Cephes' <c>sinf</c>, <c>cosf</c>, <c>asinf</c> and <c>atanf</c> (Moshier).
/// </summary>
[GpuKernel]
internal static class Trigonometry
{
    private const float HalfPi = 1.57079633f;
    private const float Pi = 3.14159265f;
    private const float TwoByPi = 0.636619772f;

    /// <summary>Sine.</summary>
    public static float Sin(float x)
    {
        var quarter = Quarter(x);
        var r = Reduced(x, quarter);
        return Turned(r, quarter - (4 * MathF.Floor(quarter * 0.25f)));
    }

    /// <summary>Cosine.</summary>
    public static float Cos(float x)
    {
        var quarter = Quarter(x);
        var r = Reduced(x, quarter);
        return Turned(r, quarter + 1 - (4 * MathF.Floor((quarter + 1) * 0.25f)));
    }

    /// <summary>Tangent.</summary>
    public static float Tan(float x)
    {
        var quarter = Quarter(x);
        var r = Reduced(x, quarter);
        var sine = SineOf(r);
        var cosine = CosineOf(r);
        return Rounding.IsOdd(quarter) ? -cosine / sine : sine / cosine;
    }

    /// <summary>The angle of a sine.</summary>
    public static float Asin(float x)
    {
        var magnitude = Bounds.Abs(x);
        var angle = magnitude > 0.5f ? HalfPi - (2 * AsinOf(MathF.Sqrt((1 - magnitude) * 0.5f))) : AsinOf(magnitude);
        return x < 0 ? -angle : angle;
    }

    /// <summary>The angle of a cosine.</summary>
    public static float Acos(float x)
    {
        if (x > 0.5f)
            return 2 * AsinOf(MathF.Sqrt((1 - x) * 0.5f));
        return x < -0.5f ? Pi - (2 * AsinOf(MathF.Sqrt((1 + x) * 0.5f))) : HalfPi - AsinOf(x);
    }

    /// <summary>The angle of a tangent.</summary>
    public static float Atan(float x)
    {
        var magnitude = Bounds.Abs(x);
        var isLarge = magnitude > 2.41421356f;
        var isMiddle = magnitude > 0.414213562f;
        var begin = isLarge ? HalfPi : isMiddle ? HalfPi / 2 : 0f;
        var r = isLarge ? -1 / magnitude : isMiddle ? (magnitude - 1) / (magnitude + 1) : magnitude;
        var z = r * r;
        var p = 8.05374449538e-2f;
        p = (p * z) - 1.38776856032e-1f;
        p = (p * z) + 1.99777106478e-1f;
        p = (p * z) - 3.33329491539e-1f;
        var angle = begin + ((p * z * r) + r);
        return x < 0 ? -angle : angle;
    }

    /// <summary>The angle of the point (x, y).</summary>
    public static float Atan2(float y, float x)
    {
        if (x == 0)
            return y > 0 ? HalfPi : y < 0 ? -HalfPi : y;
        var angle = Atan(y / x);
        return x > 0 ? angle : y < 0 ? angle - Pi : angle + Pi;
    }

    private static float Quarter(float x) => Rounding.Nearest(x * TwoByPi);

    // π / 2 in three parts, of which the first two have few bits.
    private static float Reduced(float x, float quarter)
    {
        var r = x - (quarter * 1.5703125f);
        r -= quarter * 4.837512969970703125e-4f;
        return r - (quarter * 7.54978995489188216e-8f);
    }

    // The sine of an angle so many quarter turns on.
    private static float Turned(float r, float quarters)
    {
        var value = quarters == 1 || quarters == 3 ? CosineOf(r) : SineOf(r);
        return quarters >= 2 ? -value : value;
    }

    private static float SineOf(float r)
    {
        var z = r * r;
        var p = -1.9515295891e-4f;
        p = (p * z) + 8.3321608736e-3f;
        p = (p * z) - 1.6666654611e-1f;
        return (p * z * r) + r;
    }

    private static float CosineOf(float r)
    {
        var z = r * r;
        var p = 2.443315711809948e-5f;
        p = (p * z) - 1.388731625493765e-3f;
        p = (p * z) + 4.166664568298827e-2f;
        return (p * z * z) - (0.5f * z) + 1;
    }

    // Of a sine up to ½.
    private static float AsinOf(float x)
    {
        var z = x * x;
        var p = 4.2163199048e-2f;
        p = (p * z) + 2.4181311049e-2f;
        p = (p * z) + 4.5470025998e-2f;
        p = (p * z) + 7.4953002686e-2f;
        p = (p * z) + 1.6666752422e-1f;
        return (p * z * x) + x;
    }
}
