namespace GenNet.Gpu.Kernels;

/// <summary>
/// A number that is divided by often, where division costs as much as a dozen other operations: ⌊n / d⌋ = ⌊n·m / 2^(32 + s)⌋ with s = ⌈log₂ d⌉ − 1 and m = ⌈2^(32 + s) / d⌉, right for
/// 0 ≤ n &lt; 2³¹ (Granlund and Montgomery, 1994, for one bit less).
/// </summary>
internal readonly struct Divisor
{
    /// <summary>The number.</summary>
    public readonly int Value;

    private readonly uint _multiplier;
    private readonly int _shift;

    /// <summary>A divisor.</summary>
    /// <param name="value">A number above 0.</param>
    public Divisor(int value)
    {
        Value = value;
        while ((1L << (_shift + 1)) < value)
            _shift++;
        _multiplier = value == 1 ? 0 : (uint)(((1UL << (32 + _shift)) + (uint)value - 1) / (uint)value);
    }

    /// <summary>⌊n / divisor⌋.</summary>
    [GpuKernel]
    public static int Divide(int n, Divisor divisor) => divisor._multiplier == 0 ? n : (int)(((ulong)(uint)n * divisor._multiplier) >> 32 >> divisor._shift);
}
