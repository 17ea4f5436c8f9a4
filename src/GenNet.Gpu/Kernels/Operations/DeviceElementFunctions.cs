namespace GenNet.Gpu.Kernels;

/// <summary>The functions of one element and their derivatives, as <see cref="GenNet.Elements.ElementFunctions"/> has them for the CPU. At a kink a derivative is TensorFlow's choice.</summary>
[GpuKernel]
internal static class DeviceElementFunctions
{
    private const float InverseLn2 = 1.44269504f;
    private const float Ln2 = 0.693147181f;
    private const float InverseLn10 = 0.434294482f;
    private const float SqrtTwoByPi = 0.797884561f;
    private const float GeluCubic = 0.044715f;

    /// <summary>The function.</summary>
    /// <param name="function">Which one.</param>
    /// <param name="x">The element.</param>
    /// <param name="first">The first number that it is given; of <see cref="ElementFunction.Round"/> the power of ten.</param>
    /// <param name="second">The second.</param>
    public static float Of(ElementFunction function, float x, float first, float second) => function switch
    {
        ElementFunction.Negative => -x,
        ElementFunction.Absolute => Bounds.Abs(x),
        ElementFunction.Sign => Sign(x),
        ElementFunction.Square => x * x,
        ElementFunction.Sqrt => MathF.Sqrt(x),
        ElementFunction.Rsqrt => 1 / MathF.Sqrt(x),
        ElementFunction.Reciprocal => 1 / x,
        ElementFunction.Cbrt => Powers.Cbrt(x),
        ElementFunction.Exp => Exponentials.Exp(x),
        ElementFunction.Expm1 => Powers.ExpM1(x),
        ElementFunction.Exp2 => Powers.Exp2(x),
        ElementFunction.Log => Exponentials.Log(x),
        ElementFunction.Log1p => Powers.LogP1(x),
        ElementFunction.Log2 => Powers.Log2(x),
        ElementFunction.Log10 => Powers.Log10(x),
        ElementFunction.Sin => Trigonometry.Sin(x),
        ElementFunction.Cos => Trigonometry.Cos(x),
        ElementFunction.Tan => Trigonometry.Tan(x),
        ElementFunction.Arcsin => Trigonometry.Asin(x),
        ElementFunction.Arccos => Trigonometry.Acos(x),
        ElementFunction.Arctan => Trigonometry.Atan(x),
        ElementFunction.Sinh => Hyperbolic.Sinh(x),
        ElementFunction.Cosh => Hyperbolic.Cosh(x),
        ElementFunction.Arcsinh => Hyperbolic.Asinh(x),
        ElementFunction.Arccosh => Hyperbolic.Acosh(x),
        ElementFunction.Arctanh => Hyperbolic.Atanh(x),
        ElementFunction.Erf => ErrorFunction.Erf(x),
        ElementFunction.Erfc => ErrorFunction.Erfc(x),
        ElementFunction.Floor => Rounding.Floor(x),
        ElementFunction.Ceil => Rounding.Ceiling(x),
        ElementFunction.Trunc => Rounding.Truncate(x),
        ElementFunction.Round => Rounding.Nearest(x * first) / first,
        ElementFunction.GeluApproximate => x * (1 + GeluTanh(x)) * 0.5f,
        ElementFunction.LeakyRelu => x > 0 ? x : x * first,
        ElementFunction.Elu => x > 0 ? x : first * Exponentials.ExpM1OfNegative(x),
        ElementFunction.Celu => x > 0 ? x : first * Powers.ExpM1(x / first),
        ElementFunction.HardShrink => Bounds.Abs(x) <= first ? 0f : x,
        ElementFunction.SoftShrink => x - Bounds.Clamp(x, -first, first),
        ElementFunction.Squareplus => (x + MathF.Sqrt((x * x) + first)) * 0.5f,
        ElementFunction.Clip => Bounds.Clamp(x, first, second),
        _ => x > first ? x : second,
    };

    /// <summary>The derivative.</summary>
    /// <param name="function">Of which function.</param>
    /// <param name="x">The element.</param>
    /// <param name="y">The function of it.</param>
    /// <param name="first">The first number that it is given.</param>
    /// <param name="second">The second.</param>
    public static float Derivative(ElementFunction function, float x, float y, float first, float second) => function switch
    {
        ElementFunction.Negative => -1f,
        ElementFunction.Absolute => Sign(x),
        ElementFunction.Square => 2 * x,
        ElementFunction.Sqrt => 0.5f / y,
        ElementFunction.Rsqrt => -0.5f * y * y * y,
        ElementFunction.Reciprocal => -(y * y),
        ElementFunction.Cbrt => 1 / (3 * y * y),
        ElementFunction.Exp => y,
        ElementFunction.Expm1 => y + 1,
        ElementFunction.Exp2 => y * Ln2,
        ElementFunction.Log => 1 / x,
        ElementFunction.Log1p => 1 / (1 + x),
        ElementFunction.Log2 => InverseLn2 / x,
        ElementFunction.Log10 => InverseLn10 / x,
        ElementFunction.Sin => Trigonometry.Cos(x),
        ElementFunction.Cos => -Trigonometry.Sin(x),
        ElementFunction.Tan => 1 + (y * y),
        ElementFunction.Arcsin => 1 / MathF.Sqrt(1 - (x * x)),
        ElementFunction.Arccos => -1 / MathF.Sqrt(1 - (x * x)),
        ElementFunction.Arctan => 1 / (1 + (x * x)),
        ElementFunction.Sinh => Hyperbolic.Cosh(x),
        ElementFunction.Cosh => Hyperbolic.Sinh(x),
        ElementFunction.Arcsinh => 1 / MathF.Sqrt((x * x) + 1),
        ElementFunction.Arccosh => 1 / MathF.Sqrt((x * x) - 1),
        ElementFunction.Arctanh => 1 / (1 - (x * x)),
        ElementFunction.Erf => ErrorFunction.Density(x),
        ElementFunction.Erfc => -ErrorFunction.Density(x),
        ElementFunction.GeluApproximate => GeluDerivative(x),
        ElementFunction.LeakyRelu => x > 0 ? 1f : first,
        ElementFunction.Elu => x > 0 ? 1f : y + first,
        ElementFunction.Celu => x > 0 ? 1f : Exponentials.Exp(x / first),
        ElementFunction.HardShrink => Bounds.Abs(x) > first ? 1f : 0f,
        ElementFunction.SoftShrink => Bounds.Abs(x) > first ? 1f : 0f,
        ElementFunction.Squareplus => (1 + (x / MathF.Sqrt((x * x) + first))) * 0.5f,
        ElementFunction.Clip => x < first || x > second ? 0f : 1f,
        ElementFunction.Threshold => x > first ? 1f : 0f,
        _ => 0f,
    };

    private static float Sign(float x) => x > 0 ? 1f : x < 0 ? -1f : x;

    private static float GeluTanh(float x) => Exponentials.Tanh(SqrtTwoByPi * (x + (GeluCubic * x * x * x)));

    private static float GeluDerivative(float x)
    {
        var tanh = GeluTanh(x);
        return ((1 + tanh) * 0.5f) + (x * (1 - (tanh * tanh)) * SqrtTwoByPi * (1 + (3 * GeluCubic * x * x)) * 0.5f);
    }
}
