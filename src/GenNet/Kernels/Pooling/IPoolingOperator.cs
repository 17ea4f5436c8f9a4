using System.Numerics;

namespace GenNet.Kernels;

/// <summary>What a pooling makes of a window's values.</summary>
internal interface IPoolingOperator
{
    /// <summary>What nothing makes.</summary>
    static abstract float Start { get; }

    /// <summary>Whether the result is divided by the number of values.</summary>
    static abstract bool IsMean { get; }

    /// <summary>Two values together.</summary>
    static abstract float Combine(float left, float right);

    /// <summary>Two values together.</summary>
    static abstract Vector<float> Combine(Vector<float> left, Vector<float> right);
}

/// <summary>The largest value; NaN where there is one.</summary>
internal readonly struct Largest : IPoolingOperator
{
    public static float Start => float.NegativeInfinity;

    public static bool IsMean => false;

    public static float Combine(float left, float right) => MathF.Max(left, right);

    public static Vector<float> Combine(Vector<float> left, Vector<float> right) => Vector.Max(left, right);
}

/// <summary>The mean.</summary>
internal readonly struct Mean : IPoolingOperator
{
    public static float Start => 0;

    public static bool IsMean => true;

    public static float Combine(float left, float right) => left + right;

    public static Vector<float> Combine(Vector<float> left, Vector<float> right) => left + right;
}
