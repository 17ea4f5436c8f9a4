using System.Buffers.Binary;

namespace GenNet.Weights.Zip;

/// <summary>Where the directory of a ZIP archive lies, from the records at the archive's end (APPNOTE 6.3.10, sections 4.3.14 to 4.3.16).</summary>
/// <param name="Directory">Where the directory begins.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Count">Its entries.</param>
/// <param name="Comment">What stands behind it, of no meaning to the archive.</param>
internal readonly record struct ZipEnd(long Directory, long Length, long Count, ReadOnlyMemory<byte> Comment)
{
    private const int Size = 22;
    private const int LongestComment = ushort.MaxValue;
    private const int LocatorSize = 20;
    private const int Zip64Size = 56;

    /// <summary>Finds and reads the records.</summary>
    /// <exception cref="WeightFileException">They aren't there, or contradict each other or the file.</exception>
    public static ZipEnd Read(ByteSource file)
    {
        var tail = file.ReadArray(Math.Max(0, file.Length - Size - LongestComment), (int)Math.Min(file.Length, Size + LongestComment));
        var place = Find(tail);
        if (place < 0)
            throw WeightFileException.Damaged(file.File, null, "it is a ZIP archive without an end of its directory: it is cut off");
        var record = tail.AsSpan(place);
        var position = file.Length - tail.Length + place;
        if (Short(record, 4) != 0 || Short(record, 6) != 0 || Short(record, 8) != Short(record, 10))
            throw WeightFileException.Damaged(file.File, null, "the archive is one part of several");
        var end = new ZipEnd(Int(record, 16), Int(record, 12), Short(record, 10), tail.AsMemory(place + Size));
        if (position >= LocatorSize && Zip64(file, position - LocatorSize, end) is { } large)
            (end, position) = large;
        if (end.Directory < 0 || end.Length < 0 || end.Directory > position || end.Length != position - end.Directory)
        {
            throw WeightFileException.Damaged(
                file.File, null, $"the archive's directory ({end.Length} bytes at {end.Directory}) does not lie before its end record at {position}");
        }
        return end;
    }

    // The comment may hold anything, so only a record whose comment ends the file is one.
    private static int Find(ReadOnlySpan<byte> tail)
    {
        for (var i = tail.Length - Size; i >= 0; i--)
        {
            if (tail[i..].StartsWith("PK\x05\x06"u8) && Short(tail, i + 20) == tail.Length - i - Size)
                return i;
        }
        return -1;
    }

    // What doesn't fit the old record, all ones there, stands in another one, which a locator before the old one points to.
    private static (ZipEnd End, long Position)? Zip64(ByteSource file, long locator, ZipEnd end)
    {
        var bytes = file.ReadArray(locator, LocatorSize);
        if (!bytes.AsSpan().StartsWith("PK\x06\x07"u8))
            return null;
        var position = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8));
        if (!file.Contains(position, Zip64Size) || position > locator - Zip64Size)
            throw WeightFileException.Damaged(file.File, null, $"its ZIP64 record at {position} does not lie in the archive");
        var record = file.ReadArray(position, Zip64Size);
        if (!record.AsSpan().StartsWith("PK\x06\x06"u8) || Int(record, 16) != 0 || Int(record, 20) != 0)
            throw WeightFileException.Damaged(file.File, null, "its ZIP64 record is none");
        return (new(
            end.Directory == uint.MaxValue ? BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(48)) : end.Directory,
            end.Length == uint.MaxValue ? BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(40)) : end.Length,
            end.Count == ushort.MaxValue ? BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(32)) : end.Count,
            end.Comment), position);
    }

    private static int Short(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[offset..]);

    private static long Int(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]);
}
