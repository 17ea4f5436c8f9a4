namespace GenNet.Weights.TensorFlow;

/// <summary>Whole numbers in as few bytes as they need: seven bits a byte, the lowest first, each byte but the last with its highest bit set (protobuf.dev/programming-guides/encoding).</summary>
internal static class VarInt
{
    /// <summary>The most bytes that one takes.</summary>
    public const int LongestSize = 10;

    /// <summary>Takes one from the beginning of <paramref name="bytes"/>.</summary>
    /// <returns>Whether there is one; else nothing is taken.</returns>
    public static bool TryTake(ref ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        for (var i = 0; i < bytes.Length && i < LongestSize; i++)
        {
            var part = bytes[i];
            if (i == LongestSize - 1 && part > 1)
                return false;
            value |= (ulong)(part & 0x7F) << (7 * i);
            if (part < 0x80)
            {
                bytes = bytes[(i + 1)..];
                return true;
            }
        }
        return false;
    }

    /// <summary>Takes one that is no more than <paramref name="most"/>.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> bytes, int most, out int value)
    {
        var rest = bytes;
        var fits = TryTake(ref rest, out var number) && number <= (ulong)most;
        value = fits ? (int)number : 0;
        bytes = fits ? rest : bytes;
        return fits;
    }

    /// <summary>Writes one.</summary>
    public static void Write(Stream stream, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            stream.WriteByte((byte)(value | 0x80));
        stream.WriteByte((byte)value);
    }
}
