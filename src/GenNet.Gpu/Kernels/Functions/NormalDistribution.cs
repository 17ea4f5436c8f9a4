using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>The normal distribution.</summary>
[GpuKernel]
internal static class NormalDistribution
{
    /// <summary>
    /// Φ(x). Φ(−u)·exp(u² / 2) for u ≥ 0 is smooth: a polynomial of degree 9 in t = 1 / (1 + 0.3·u) times t, fitted at Chebyshev points up to u = 14.5, where exp(−u² / 2) vanishes, is
    /// within 5e-9 of it.
    /// </summary>
    public static float Cdf(float x)
    {
        var u = Bounds.Abs(x);
        var t = 1 / ((u * 0.3f) + 1);
        var p = -0.0209560243f;
        p = (p * t) + 0.114257453f;
        p = (p * t) - 0.232524408f;
        p = (p * t) + 0.197550586f;
        p = (p * t) - 0.0842134825f;
        p = (p * t) + 0.0987113829f;
        p = (p * t) + 0.0775179009f;
        p = (p * t) + 0.110418411f;
        p = (p * t) + 0.119550431f;
        p = (p * t) + 0.119687748f;
        var tail = p * t * ExpOfHalfSquare(u);
        return x < 0 ? tail : 1 - tail;
    }

    /// <summary>The density, exp(−x² / 2) / √(2π).</summary>
    public static float Density(float x) => ExpOfHalfSquare(Bounds.Abs(x)) * 0.3989422804f;

    // exp(−u² / 2) = exp(−h² / 2) · exp(−(u − h)·(u + h) / 2) with the upper 12 bits h of u, whose square is exact.
    private static float ExpOfHalfSquare(float u)
    {
        var bounded = u > 15 ? 15f : u;
        var high = Interop.IntAsFloat(Interop.FloatAsInt(bounded) & 0xFFFFF000);
        return Exponentials.Exp(high * high * -0.5f) * Exponentials.Exp((bounded - high) * (bounded + high) * -0.5f);
    }
}
