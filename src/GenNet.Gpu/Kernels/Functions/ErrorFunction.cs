namespace GenNet.Gpu.Kernels;

/// <summary>The error function, 2 / √π · ∫₀ˣ exp(−t²) dt.</summary>
[GpuKernel]
internal static class ErrorFunction
{
    private const float RootOfTwo = 1.41421356f;
    private const float TwoBySqrtPi = 1.12837917f;

    /// <summary>erf(x): near 0 by Cephes' polynomial (Moshier).</summary>
    public static float Erf(float x) => Bounds.Abs(x) < 1 ? Near(x) : 1 - Complement(x);

    /// <summary>1 − erf(x), without loss for large x.</summary>
    public static float Erfc(float x) => Bounds.Abs(x) < 1 ? 1 - Near(x) : Complement(x);

    /// <summary>The derivative of erf.</summary>
    public static float Density(float x) => TwoBySqrtPi * Exponentials.Exp(-(x * x));

    private static float Complement(float x) => 2 * NormalDistribution.Cdf(-x * RootOfTwo);

    private static float Near(float x)
    {
        var z = x * x;
        var p = 7.853861353153693e-5f;
        p = (p * z) - 8.010193625184903e-4f;
        p = (p * z) + 5.188327685732524e-3f;
        p = (p * z) - 2.685381193529856e-2f;
        p = (p * z) + 1.128358514861418e-1f;
        p = (p * z) - 3.761262582423300e-1f;
        p = (p * z) + 1.128379165726710f;
        return p * x;
    }
}
