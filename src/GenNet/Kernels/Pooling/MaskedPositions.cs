namespace GenNet.Kernels;

/// <summary>Positions of a row that count; without a mask all do.</summary>
internal static unsafe class MaskedPositions
{
    /// <summary>How many count.</summary>
    public static int Count(byte* mask, int positions) => mask == null ? positions : positions - new ReadOnlySpan<byte>(mask, positions).Count((byte)0);

    /// <summary>The sum of those that count, of values one beside the other.</summary>
    public static float Sum(float* values, byte* mask, int positions)
    {
        if (mask == null)
            return Sums.Sum(values, positions);
        var sum = 0.0;
        for (var position = 0; position < positions; position++)
        {
            if (mask[position] != 0)
                sum += values[position];
        }
        return (float)sum;
    }
}
