namespace GenNet.Gpu.Kernels;

/// <summary>Powers, roots, and exponentials and logarithms of other bases, made of <see cref="Exponentials"/>.</summary>
[GpuKernel]
internal static class Powers
{
    private const float Ln2 = 0.693147181f;
    private const float InverseLn2 = 1.44269504f;
    private const float InverseLn10 = 0.434294482f;
    private const int LargestWhole = 64;

    /// <summary>aᵇ, as IEEE 754's <c>pow</c>: of a negative number with whole exponents alone. Small whole exponents are products; others are
    /// off by two units in the last place for each |b·ln a| of 1.</summary>
    public static float Pow(float a, float b)
    {
        var whole = MathF.Floor(b);
        if (whole == b & b >= -LargestWhole & b <= LargestWhole)
            return b < 0 ? 1 / Product(a, (int)-b) : Product(a, (int)b);
        if (b == 0.5f & a >= 0)
            return MathF.Sqrt(a);
        var magnitude = Exponentials.Exp(b * Exponentials.Log(Bounds.Abs(a)));
        if (a >= 0)
            return magnitude;
        if (whole == b)
            return Rounding.IsOdd(b) ? -magnitude : magnitude;
        return a < 0 ? float.NaN : a;
    }

    /// <summary>eˣ − 1 without loss near 0.</summary>
    public static float ExpM1(float x)
    {
        if (x <= 0)
            return Exponentials.ExpM1OfNegative(x);
        // e^x − 1 = −(e^−x − 1)·e^x.
        return x < 1 ? -Exponentials.ExpM1OfNegative(-x) * Exponentials.Exp(x) : Exponentials.Exp(x) - 1;
    }

    /// <summary>ln(1 + x) without loss near 0 (Kahan): what 1 + x is rounded by enters as a factor.</summary>
    public static float LogP1(float x)
    {
        var u = 1 + x;
        var difference = u - 1;
        var isSmall = difference == 0;
        var isLarge = Bounds.Abs(x) > 1e6f;
        var factor = isSmall | isLarge ? 1f : x / difference;
        return isSmall ? x : Exponentials.Log(u) * factor;
    }

    /// <summary>2ˣ, of which the whole part of x needs no rounding.</summary>
    public static float Exp2(float x)
    {
        var bounded = Bounds.Clamp(x, -152, 130);
        var whole = MathF.Floor(bounded);
        var half = MathF.Floor(whole * 0.5f);
        return Exponentials.Exp((bounded - whole) * Ln2) * Scale((int)half) * Scale((int)(whole - half));
    }

    /// <summary>Logarithm of base 2.</summary>
    public static float Log2(float x) => Exponentials.Log(x) * InverseLn2;

    /// <summary>Logarithm of base 10.</summary>
    public static float Log10(float x) => Exponentials.Log(x) * InverseLn10;

    /// <summary>The cubic root, with a step of Newton's method.</summary>
    public static float Cbrt(float x)
    {
        var magnitude = Bounds.Abs(x);
        if (x == 0 | magnitude > float.MaxValue)
            return x;
        var root = Exponentials.Exp(Exponentials.Log(magnitude) * (1f / 3));
        root -= (root - (magnitude / (root * root))) * (1f / 3);
        return x < 0 ? -root : root;
    }

    private static float Product(float a, int exponent)
    {
        var result = 1f;
        var factor = a;
        for (var rest = exponent; rest > 0; rest >>= 1)
        {
            if ((rest & 1) != 0)
                result *= factor;
            factor *= factor;
        }
        return result;
    }

    private static float Scale(int exponent) => ILGPU.Interop.IntAsFloat((uint)((exponent + 127) << 23));
}
