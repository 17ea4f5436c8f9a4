namespace GenNet.Gpu.Kernels;

/// <summary>What a pooling makes of a window's values.</summary>
[GpuKernel]
internal interface IPoolingFunction
{
    /// <summary>What nothing makes.</summary>
    static abstract float Start { get; }

    /// <summary>Whether the result is divided by the number of values.</summary>
    static abstract bool IsMean { get; }

    /// <summary>Two values together.</summary>
    static abstract float Combine(float left, float right);
}

/// <summary>The largest value; NaN where there is one.</summary>
internal readonly struct LargestOfWindow : IPoolingFunction
{
    public static float Start => float.NegativeInfinity;

    public static bool IsMean => false;

    public static float Combine(float left, float right) => Bounds.Largest(left, right);
}

/// <summary>The mean.</summary>
internal readonly struct MeanOfWindow : IPoolingFunction
{
    public static float Start => 0;

    public static bool IsMean => true;

    public static float Combine(float left, float right) => left + right;
}
