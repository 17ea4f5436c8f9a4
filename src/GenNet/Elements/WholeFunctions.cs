namespace GenNet.Elements;

/// <summary>The functions of two whole numbers: what kernels and tensors that are computed at once share. What overflows wraps around, as in NumPy; a quotient by 0 is 0.</summary>
internal static class WholeFunctions
{
    /// <summary>The function; of a condition 1 where it holds, else 0.</summary>
    public static long Of(PairFunction function, long a, long b) => function switch
    {
        PairFunction.Add => unchecked(a + b),
        PairFunction.Subtract => unchecked(a - b),
        PairFunction.Multiply => unchecked(a * b),
        PairFunction.Power => Power(a, b),
        PairFunction.Mod => b == 0 ? 0 : unchecked(a - (Floor(a, b) * b)),
        PairFunction.FloorDivide => b == 0 ? 0 : Floor(a, b),
        PairFunction.Maximum => Math.Max(a, b),
        PairFunction.Minimum => Math.Min(a, b),
        PairFunction.Greater => a > b ? 1 : 0,
        PairFunction.GreaterEqual => a >= b ? 1 : 0,
        PairFunction.Less => a < b ? 1 : 0,
        PairFunction.LessEqual => a <= b ? 1 : 0,
        PairFunction.Equal => a == b ? 1 : 0,
        _ => a != b ? 1 : 0,
    };

    // The least number divided by -1 has no counterpart.
    private static long Floor(long a, long b)
    {
        if (b == -1)
            return unchecked(-a);
        var quotient = a / b;
        return a % b != 0 && a < 0 != b < 0 ? quotient - 1 : quotient;
    }

    private static long Power(long a, long exponent)
    {
        if (exponent < 0)
            return a is 1 ? 1 : a is -1 ? (exponent % 2 == 0 ? 1 : -1) : 0;
        var result = 1L;
        for (; exponent > 0; exponent >>= 1, a = unchecked(a * a))
            result = (exponent & 1) == 1 ? unchecked(result * a) : result;
        return result;
    }
}
