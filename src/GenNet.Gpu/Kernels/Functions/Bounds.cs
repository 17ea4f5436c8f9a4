namespace GenNet.Gpu.Kernels;

/// <summary>Comparisons that let NaN pass, which devices' own minimum and maximum don't.</summary>
[GpuKernel]
internal static class Bounds
{
    /// <summary>x within bounds.</summary>
    public static float Clamp(float x, float minimum, float maximum)
    {
        var raised = x < minimum ? minimum : x;
        return raised > maximum ? maximum : raised;
    }

    /// <summary>|x|.</summary>
    public static float Abs(float x) => x < 0 ? -x : x;

    /// <summary>The larger one; NaN where there is one.</summary>
    public static float Largest(float a, float b) => a > b ? a : b > a ? b : a == b ? a : a + b;

    /// <summary>The smaller one; NaN where there is one.</summary>
    public static float Smallest(float a, float b) => a < b ? a : b < a ? b : a == b ? a : a + b;
}
