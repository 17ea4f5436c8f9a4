namespace GenNet.Gpu.Kernels;

/// <summary>Hyperbolic functions and their inverses, without loss near 0.</summary>
[GpuKernel]
internal static class Hyperbolic
{
    private const float Ln2 = 0.693147181f;
    private const float Large = 1e9f;

    /// <summary>(eˣ − e⁻ˣ) / 2.</summary>
    public static float Sinh(float x)
    {
        var magnitude = Bounds.Abs(x);
        // With e = e^x − 1 it is (e + e / (e + 1)) / 2.
        var e = Powers.ExpM1(magnitude);
        var result = magnitude > 20 ? HalfOfExp(magnitude) : (e + (e / (e + 1))) * 0.5f;
        return x < 0 ? -result : result;
    }

    /// <summary>(eˣ + e⁻ˣ) / 2.</summary>
    public static float Cosh(float x)
    {
        var magnitude = Bounds.Abs(x);
        var e = Exponentials.Exp(magnitude);
        return magnitude > 20 ? HalfOfExp(magnitude) : (e + (1 / e)) * 0.5f;
    }

    /// <summary>ln(x + √(x² + 1)).</summary>
    public static float Asinh(float x)
    {
        var magnitude = Bounds.Abs(x);
        var square = magnitude * magnitude;
        var result = magnitude > Large ? Exponentials.Log(magnitude) + Ln2 : Powers.LogP1(magnitude + (square / (MathF.Sqrt(square + 1) + 1)));
        return x < 0 ? -result : result;
    }

    /// <summary>ln(x + √(x² − 1)).</summary>
    public static float Acosh(float x)
    {
        var t = x - 1;
        return x > Large ? Exponentials.Log(x) + Ln2 : Powers.LogP1(t + MathF.Sqrt((2 * t) + (t * t)));
    }

    /// <summary>ln((1 + x) / (1 − x)) / 2.</summary>
    public static float Atanh(float x)
    {
        var magnitude = Bounds.Abs(x);
        var result = Powers.LogP1(2 * magnitude / (1 - magnitude)) * 0.5f;
        return x < 0 ? -result : result;
    }

    // Where e^−x vanishes, and e^x may be too large though half of it isn't.
    private static float HalfOfExp(float x)
    {
        var root = Exponentials.Exp(x * 0.5f);
        return root * 0.5f * root;
    }
}
