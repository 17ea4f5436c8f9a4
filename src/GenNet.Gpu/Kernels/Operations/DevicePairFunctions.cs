namespace GenNet.Gpu.Kernels;

/// <summary>The functions of two elements and their derivatives, as <see cref="GenNet.Elements.ElementFunctions"/> has them for the CPU.</summary>
[GpuKernel]
internal static class DevicePairFunctions
{
    /// <summary>The function.</summary>
    public static float Of(PairFunction function, float a, float b) => function switch
    {
        PairFunction.Add => a + b,
        PairFunction.Subtract => a - b,
        PairFunction.Multiply => a * b,
        PairFunction.Divide => a / b,
        PairFunction.Power => Powers.Pow(a, b),
        PairFunction.Mod => a - (MathF.Floor(a / b) * b),
        PairFunction.FloorDivide => MathF.Floor(a / b),
        PairFunction.Maximum => Bounds.Largest(a, b),
        PairFunction.Minimum => Bounds.Smallest(a, b),
        PairFunction.Arctan2 => Trigonometry.Atan2(a, b),
        PairFunction.Hypot => MathF.Sqrt((a * a) + (b * b)),
        PairFunction.Logaddexp => Bounds.Largest(a, b) + Exponentials.SoftplusOfNegated(Bounds.Abs(a - b)),
        PairFunction.Fmod => Remainder(a, b),
        _ => b == 0 ? 0f : a / b,
    };

    /// <summary>Whether a condition holds.</summary>
    public static bool Holds(PairFunction function, float a, float b) => function switch
    {
        PairFunction.Greater => a > b,
        PairFunction.GreaterEqual => a >= b,
        PairFunction.Less => a < b,
        PairFunction.LessEqual => a <= b,
        PairFunction.Equal => a == b,
        _ => a != b,
    };

    /// <summary>Whether a condition of two others holds.</summary>
    public static bool Holds(PairFunction function, bool a, bool b) => function switch
    {
        PairFunction.LogicalAnd => a & b,
        PairFunction.LogicalOr => a | b,
        _ => a ^ b,
    };

    /// <summary>The derivative by the first element.</summary>
    public static float DerivativeByFirst(PairFunction function, float a, float b) => function switch
    {
        PairFunction.Add or PairFunction.Subtract or PairFunction.Mod or PairFunction.Fmod => 1f,
        PairFunction.DivideNoNan => b == 0 ? 0f : 1 / b,
        PairFunction.Multiply => b,
        PairFunction.Divide => 1 / b,
        PairFunction.Power => b == 0 ? 0f : b * Powers.Pow(a, b - 1),
        PairFunction.Maximum => a >= b ? 1f : 0f,
        PairFunction.Minimum => a <= b ? 1f : 0f,
        PairFunction.Arctan2 => b / ((a * a) + (b * b)),
        PairFunction.Hypot => a / MathF.Sqrt((a * a) + (b * b)),
        PairFunction.Logaddexp => Exponentials.Sigmoid(a - b),
        _ => 0f,
    };

    /// <summary>The derivative by the second element.</summary>
    public static float DerivativeBySecond(PairFunction function, float a, float b) => function switch
    {
        PairFunction.Add => 1f,
        PairFunction.Subtract => -1f,
        PairFunction.Multiply => a,
        PairFunction.Divide => -a / (b * b),
        // TensorFlow's, of numbers that aren't positive: the logarithm counts as 0.
        PairFunction.Power => a > 0 ? Powers.Pow(a, b) * Exponentials.Log(a) : 0f,
        PairFunction.Mod => -MathF.Floor(a / b),
        PairFunction.Fmod => -Rounding.Truncate(a / b),
        PairFunction.DivideNoNan => b == 0 ? 0f : -a / (b * b),
        PairFunction.Maximum => a >= b ? 0f : 1f,
        PairFunction.Minimum => a <= b ? 0f : 1f,
        PairFunction.Arctan2 => -a / ((a * a) + (b * b)),
        PairFunction.Hypot => b / MathF.Sqrt((a * a) + (b * b)),
        PairFunction.Logaddexp => Exponentials.Sigmoid(b - a),
        _ => 0f,
    };

    /// <summary>The function of whole numbers; of a condition 1 where it holds, else 0. What overflows wraps around, and a quotient by 0 is 0.</summary>
    public static long Of(PairFunction function, long a, long b) => function switch
    {
        PairFunction.Add => a + b,
        PairFunction.Subtract => a - b,
        PairFunction.Multiply => a * b,
        PairFunction.Power => Power(a, b),
        PairFunction.Mod => b == 0 ? 0L : a - (Floor(a, b) * b),
        PairFunction.FloorDivide => b == 0 ? 0L : Floor(a, b),
        PairFunction.Maximum => a > b ? a : b,
        PairFunction.Minimum => a < b ? a : b,
        PairFunction.Greater => a > b ? 1L : 0L,
        PairFunction.GreaterEqual => a >= b ? 1L : 0L,
        PairFunction.Less => a < b ? 1L : 0L,
        PairFunction.LessEqual => a <= b ? 1L : 0L,
        PairFunction.Equal => a == b ? 1L : 0L,
        _ => a != b ? 1L : 0L,
    };

    // The quotient is rounded, so what it leaves may lie a step beside.
    private static float Remainder(float a, float b)
    {
        var rest = a - (Rounding.Truncate(a / b) * b);
        var divisor = Bounds.Abs(b);
        if (a >= 0)
            return rest < 0 ? rest + divisor : rest >= divisor ? rest - divisor : rest;
        return rest > 0 ? rest - divisor : rest <= -divisor ? rest + divisor : rest;
    }

    // The least number divided by −1 has no counterpart.
    private static long Floor(long a, long b)
    {
        if (b == -1)
            return -a;
        var quotient = a / b;
        return quotient * b != a & a < 0 != b < 0 ? quotient - 1 : quotient;
    }

    private static long Power(long a, long exponent)
    {
        if (exponent < 0)
            return a == 1 ? 1L : a == -1 ? ((exponent & 1) == 0 ? 1L : -1L) : 0L;
        var result = 1L;
        var factor = a;
        for (var rest = exponent; rest > 0; rest >>= 1)
        {
            if ((rest & 1) != 0)
                result *= factor;
            factor *= factor;
        }
        return result;
    }
}
