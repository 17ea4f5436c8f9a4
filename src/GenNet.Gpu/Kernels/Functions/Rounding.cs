namespace GenNet.Gpu.Kernels;

/// <summary>Whole numbers near a number.</summary>
[GpuKernel]
internal static class Rounding
{
    /// <summary>The largest one that isn't above x.</summary>
    public static float Floor(float x) => MathF.Floor(x);

    /// <summary>The least one that isn't below x.</summary>
    public static float Ceiling(float x) => -MathF.Floor(-x);

    /// <summary>The nearest one towards 0.</summary>
    public static float Truncate(float x) => x < 0 ? -MathF.Floor(-x) : MathF.Floor(x);

    /// <summary>The nearest one, of two the even one.</summary>
    public static float Nearest(float x)
    {
        var below = MathF.Floor(x);
        var part = x - below;
        var isAbove = part > 0.5f || (part == 0.5f && IsOdd(below));
        return isAbove ? below + 1 : below;
    }

    /// <summary>Whether a whole number is odd; those above 2²⁴ are even.</summary>
    public static bool IsOdd(float whole) => whole - (MathF.Floor(whole * 0.5f) * 2) != 0;
}
