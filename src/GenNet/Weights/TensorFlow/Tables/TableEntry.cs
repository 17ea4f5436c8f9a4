namespace GenNet.Weights.TensorFlow;

/// <summary>An entry of a table.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">Its value.</param>
internal readonly record struct TableEntry(string Key, ReadOnlyMemory<byte> Value);

/// <summary>Where a block of a table lies.</summary>
/// <param name="Offset">Its first byte.</param>
/// <param name="Size">Its bytes without those that follow every block: how it is packed, and its checksum.</param>
internal readonly record struct TableBlockPlace(long Offset, long Size)
{
    /// <summary>Bytes behind every block: one that says how it is packed, four of its checksum.</summary>
    public const int TrailerSize = 5;

    /// <summary>Takes one from the beginning of <paramref name="bytes"/>, if it lies before <paramref name="end"/>.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> bytes, long end, out TableBlockPlace place)
    {
        place = default;
        if (!VarInt.TryTake(ref bytes, out var offset) || !VarInt.TryTake(ref bytes, out var size) || end < TrailerSize)
            return false;
        var most = (ulong)(end - TrailerSize);
        if (offset > most || size > most - offset || size > int.MaxValue - TrailerSize)
            return false;
        place = new((long)offset, (long)size);
        return true;
    }

    /// <summary>Writes it.</summary>
    public void Write(Stream stream)
    {
        VarInt.Write(stream, (ulong)Offset);
        VarInt.Write(stream, (ulong)Size);
    }
}
