using System.Buffers.Binary;

namespace GenNet.Weights.TensorFlow;

/// <summary>Reads a block of a table, checked and unpacked.</summary>
internal static class TableBlock
{
    private const byte Plain = 0;
    private const byte Snappy = 1;

    // A copy of three bytes makes at most 64 of them.
    private const int MostUnpackedForEach = 64;

    /// <summary>Its bytes.</summary>
    /// <exception cref="WeightFileException">It is damaged.</exception>
    public static ReadOnlyMemory<byte> Read(ByteSource file, TableBlockPlace place)
    {
        var size = (int)place.Size;
        var bytes = file.ReadArray(place.Offset, size + TableBlockPlace.TrailerSize);
        var checksum = Crc32C.Mask(Crc32C.Append(Crc32C.Start, bytes.AsSpan(0, size + 1)));
        if (checksum != BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(size + 1)))
            throw WeightFileException.Damaged(file.File, null, $"its bytes {place.Offset} to {place.Offset + size} do not have the checksum that is noted for them");
        return bytes[size] switch
        {
            Plain => bytes.AsMemory(0, size),
            Snappy => Unpack(file, bytes.AsSpan(0, size)),
            var other => throw WeightFileException.Damaged(file.File, null, $"a block of it is packed in a way that is not known, {other}"),
        };
    }

    // What it unpacks to stands in front of it: the decoder takes as much memory before it looks further.
    private static byte[] Unpack(ByteSource file, ReadOnlySpan<byte> packed)
    {
        var rest = packed;
        if (!VarInt.TryTake(ref rest, out var size) || size > (ulong)packed.Length * MostUnpackedForEach)
            throw WeightFileException.Damaged(file.File, null, "a block of it says that it unpacks to more than it can");
        try
        {
            return IronSnappy.Snappy.Decode(packed);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw WeightFileException.Damaged(file.File, null, "a block of it is no Snappy stream", error);
        }
    }
}
