namespace GenNet.Elements;

/// <summary>bfloat16, which .NET has no type for: the upper half of a float32. Rounding is to nearest, with ties to even.</summary>
internal static class BFloat16
{
    /// <summary>The number with these bits.</summary>
    public static float ToSingle(ushort bits) => BitConverter.UInt32BitsToSingle((uint)bits << 16);

    /// <summary>The nearest one's bits.</summary>
    public static ushort ToBits(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        // A NaN stays one, whatever its lower half.
        return float.IsNaN(value) ? (ushort)((bits >> 16) | 0x40) : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }

    /// <summary>The nearest one's bits.</summary>
    public static ushort ToBits(double value) => ToBits(ToOdd(value));

    /// <summary>The nearest one.</summary>
    public static float Round(float value) => ToSingle(ToBits(value));

    /// <summary>The nearest one.</summary>
    public static float Round(double value) => ToSingle(ToBits(value));

    // Towards 0, with the last bit set where anything was cut off: so that the second rounding, to fewer bits, is that of the number itself (Boldo and Melquiond, 2008).
    private static float ToOdd(double value)
    {
        var single = (float)value;
        if (single == value || !double.IsFinite(value))
            return single;
        var bits = BitConverter.SingleToUInt32Bits(single);
        if (Math.Abs((double)single) > Math.Abs(value))
            bits--;
        return BitConverter.UInt32BitsToSingle(bits | 1);
    }
}
