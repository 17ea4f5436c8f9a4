namespace GenNet.Elements;

/// <summary>The functions of one element and of two, and their derivatives: what kernels and tensors that are computed at once share. At a kink a derivative is TensorFlow's choice.</summary>
internal static class ElementFunctions
{
    private const float InverseLn2 = 1.44269504f;
    private const float Ln2 = 0.693147181f;
    private const float InverseLn10 = 0.434294482f;
    private const float TwoBySqrtPi = 1.12837917f;
    private const float SqrtTwoByPi = 0.797884561f;
    private const float GeluCubic = 0.044715f;

    /// <summary>The function.</summary>
    /// <param name="function">Which one.</param>
    /// <param name="x">The element.</param>
    /// <param name="first">The first number that it is given.</param>
    /// <param name="second">The second.</param>
    public static float Of(ElementFunction function, float x, float first, float second) => function switch
    {
        ElementFunction.Negative => -x,
        ElementFunction.Absolute => MathF.Abs(x),
        ElementFunction.Sign => float.IsNaN(x) ? x : MathF.Sign(x),
        ElementFunction.Square => x * x,
        ElementFunction.Sqrt => MathF.Sqrt(x),
        ElementFunction.Rsqrt => 1 / MathF.Sqrt(x),
        ElementFunction.Reciprocal => 1 / x,
        ElementFunction.Cbrt => MathF.Cbrt(x),
        ElementFunction.Exp => MathF.Exp(x),
        ElementFunction.Expm1 => ExpM1(x),
        ElementFunction.Exp2 => MathF.Pow(2, x),
        ElementFunction.Log => MathF.Log(x),
        ElementFunction.Log1p => LogP1(x),
        ElementFunction.Log2 => MathF.Log2(x),
        ElementFunction.Log10 => MathF.Log10(x),
        ElementFunction.Sin => MathF.Sin(x),
        ElementFunction.Cos => MathF.Cos(x),
        ElementFunction.Tan => MathF.Tan(x),
        ElementFunction.Arcsin => MathF.Asin(x),
        ElementFunction.Arccos => MathF.Acos(x),
        ElementFunction.Arctan => MathF.Atan(x),
        ElementFunction.Sinh => (float)Math.Sinh(x),
        ElementFunction.Cosh => (float)Math.Cosh(x),
        ElementFunction.Arcsinh => (float)Math.Asinh(x),
        ElementFunction.Arccosh => (float)Math.Acosh(x),
        ElementFunction.Arctanh => (float)Math.Atanh(x),
        ElementFunction.Erf => (float)Erf(x),
        ElementFunction.Erfc => (float)Erfc(x),
        ElementFunction.Floor => MathF.Floor(x),
        ElementFunction.Ceil => MathF.Ceiling(x),
        ElementFunction.Trunc => MathF.Truncate(x),
        ElementFunction.Round => first == 0 ? MathF.Round(x) : MathF.Round(x * MathF.Pow(10, first)) / MathF.Pow(10, first),
        ElementFunction.GeluApproximate => x * GeluGate(x),
        ElementFunction.LeakyRelu => x > 0 ? x : x * first,
        ElementFunction.Elu => x > 0 ? x : first * ExpM1(x),
        ElementFunction.Celu => MathF.Max(x, 0) + MathF.Min(first * ExpM1(x / first), 0),
        ElementFunction.HardShrink => MathF.Abs(x) > first ? x : 0,
        ElementFunction.SoftShrink => x > first ? x - first : x < -first ? x + first : 0,
        ElementFunction.Squareplus => (x + MathF.Sqrt((x * x) + first)) / 2,
        ElementFunction.Clip => x < first ? first : x > second ? second : x,
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
        ElementFunction.Negative => -1,
        ElementFunction.Absolute => float.IsNaN(x) ? x : MathF.Sign(x),
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
        ElementFunction.Sin => MathF.Cos(x),
        ElementFunction.Cos => -MathF.Sin(x),
        ElementFunction.Tan => 1 + (y * y),
        ElementFunction.Arcsin => 1 / MathF.Sqrt(1 - (x * x)),
        ElementFunction.Arccos => -1 / MathF.Sqrt(1 - (x * x)),
        ElementFunction.Arctan => 1 / (1 + (x * x)),
        ElementFunction.Sinh => (float)Math.Cosh(x),
        ElementFunction.Cosh => (float)Math.Sinh(x),
        ElementFunction.Arcsinh => 1 / MathF.Sqrt((x * x) + 1),
        ElementFunction.Arccosh => 1 / MathF.Sqrt((x * x) - 1),
        ElementFunction.Arctanh => 1 / (1 - (x * x)),
        ElementFunction.Erf => TwoBySqrtPi * MathF.Exp(-(x * x)),
        ElementFunction.Erfc => -TwoBySqrtPi * MathF.Exp(-(x * x)),
        ElementFunction.GeluApproximate => GeluDerivative(x),
        ElementFunction.LeakyRelu => x > 0 ? 1 : first,
        ElementFunction.Elu => x > 0 ? 1 : y + first,
        ElementFunction.Celu => x > 0 ? 1 : MathF.Exp(x / first),
        ElementFunction.HardShrink => MathF.Abs(x) > first ? 1 : 0,
        ElementFunction.SoftShrink => MathF.Abs(x) > first ? 1 : 0,
        ElementFunction.Squareplus => (1 + (x / MathF.Sqrt((x * x) + first))) / 2,
        ElementFunction.Clip => x < first || x > second ? 0 : 1,
        ElementFunction.Threshold => x > first ? 1 : 0,
        _ => 0,
    };

    /// <summary>The function of two elements; of a condition 1 where it holds, else 0.</summary>
    public static float Of(PairFunction function, float a, float b) => function switch
    {
        PairFunction.Add => a + b,
        PairFunction.Subtract => a - b,
        PairFunction.Multiply => a * b,
        PairFunction.Divide => a / b,
        PairFunction.Power => b == 2 ? a * a : MathF.Pow(a, b),
        PairFunction.Mod => a - (MathF.Floor(a / b) * b),
        PairFunction.FloorDivide => MathF.Floor(a / b),
        PairFunction.Maximum => MathF.Max(a, b),
        PairFunction.Minimum => MathF.Min(a, b),
        PairFunction.Arctan2 => MathF.Atan2(a, b),
        PairFunction.Hypot => MathF.Sqrt((a * a) + (b * b)),
        PairFunction.Logaddexp => MathF.Max(a, b) + LogP1(MathF.Exp(-MathF.Abs(a - b))),
        PairFunction.Fmod => a % b,
        PairFunction.DivideNoNan => b == 0 ? 0 : a / b,
        PairFunction.Greater => a > b ? 1 : 0,
        PairFunction.GreaterEqual => a >= b ? 1 : 0,
        PairFunction.Less => a < b ? 1 : 0,
        PairFunction.LessEqual => a <= b ? 1 : 0,
        PairFunction.Equal => a == b ? 1 : 0,
        PairFunction.NotEqual => a != b ? 1 : 0,
        PairFunction.LogicalAnd => a != 0 && b != 0 ? 1 : 0,
        PairFunction.LogicalOr => a != 0 || b != 0 ? 1 : 0,
        _ => a != 0 != (b != 0) ? 1 : 0,
    };

    /// <summary>The derivative by the first element.</summary>
    public static float DerivativeByFirst(PairFunction function, float a, float b) => function switch
    {
        PairFunction.Add or PairFunction.Subtract or PairFunction.Mod or PairFunction.Fmod => 1,
        PairFunction.DivideNoNan => b == 0 ? 0 : 1 / b,
        PairFunction.Multiply => b,
        PairFunction.Divide => 1 / b,
        PairFunction.Power => b == 0 ? 0 : b * MathF.Pow(a, b - 1),
        PairFunction.Maximum => a >= b ? 1 : 0,
        PairFunction.Minimum => a <= b ? 1 : 0,
        PairFunction.Arctan2 => b / ((a * a) + (b * b)),
        PairFunction.Hypot => a / MathF.Sqrt((a * a) + (b * b)),
        PairFunction.Logaddexp => 1 / (1 + MathF.Exp(b - a)),
        _ => 0,
    };

    /// <summary>The derivative by the second element.</summary>
    public static float DerivativeBySecond(PairFunction function, float a, float b) => function switch
    {
        PairFunction.Add => 1,
        PairFunction.Subtract => -1,
        PairFunction.Multiply => a,
        PairFunction.Divide => -a / (b * b),
        // TensorFlow's, of numbers that aren't positive: the logarithm counts as 0.
        PairFunction.Power => a > 0 ? MathF.Pow(a, b) * MathF.Log(a) : 0,
        PairFunction.Mod => -MathF.Floor(a / b),
        PairFunction.Fmod => -MathF.Truncate(a / b),
        PairFunction.DivideNoNan => b == 0 ? 0 : -a / (b * b),
        PairFunction.Maximum => a >= b ? 0 : 1,
        PairFunction.Minimum => a <= b ? 0 : 1,
        PairFunction.Arctan2 => -a / ((a * a) + (b * b)),
        PairFunction.Hypot => b / MathF.Sqrt((a * a) + (b * b)),
        PairFunction.Logaddexp => 1 / (1 + MathF.Exp(a - b)),
        _ => 0,
    };

    /// <summary>The error function, to about 1e-16: a series near 0, and a continued fraction of the complement.</summary>
    public static double Erf(double x)
    {
        if (double.IsNaN(x))
            return x;
        var u = Math.Abs(x);
        if (u > 2.5)
            return Math.CopySign(1 - Erfc(u), x);
        var (term, sum) = (u, u);
        for (var n = 1; n < 60 && Math.Abs(term) > 1e-18; n++)
        {
            term *= -u * u / n;
            sum += term / ((2 * n) + 1);
        }
        return Math.CopySign(2 / Math.Sqrt(Math.PI) * sum, x);
    }

    /// <summary>1 − erf(x), without loss for large x.</summary>
    public static double Erfc(double x)
    {
        if (x < 2.5)
            return 1 - Erf(x);
        var fraction = 0.0;
        for (var n = 60; n >= 1; n--)
            fraction = n / 2.0 / (x + fraction);
        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / (x + fraction);
    }

    // Without the loss of a difference near 0.
    private static float ExpM1(float x) => Math.Abs(x) < 1e-2f ? x * (1 + (x / 2 * (1 + (x / 3 * (1 + (x / 4)))))) : (float)(Math.Exp(x) - 1);

    private static float LogP1(float x) => (float)Math.Log(1.0 + x);

    private static float GeluGate(float x) => (1 + MathF.Tanh(SqrtTwoByPi * (x + (GeluCubic * x * x * x)))) / 2;

    private static float GeluDerivative(float x)
    {
        var tanh = MathF.Tanh(SqrtTwoByPi * (x + (GeluCubic * x * x * x)));
        return ((1 + tanh) / 2) + (x * (1 - (tanh * tanh)) * SqrtTwoByPi * (1 + (3 * GeluCubic * x * x)) / 2);
    }
}
