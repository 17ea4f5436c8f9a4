using System.Buffers.Binary;

namespace GenNet.Weights.TensorFlow;

/// <summary>
/// Scalar tensors of text: the length as a <see cref="VarInt"/>, the masked checksum of the length as four bytes (eight from 4 GiB on), the text. The index has the checksum of all three, the length as it was in that of the
/// length (tensorflow/core/util/tensor_bundle).
/// </summary>
internal static class BundleText
{
    /// <summary>The text of a scalar.</summary>
    /// <exception cref="WeightFileException">It is none, or damaged.</exception>
    public static byte[] Read(string file, BundleEntry entry, BundleShards shards)
    {
        if (entry.Type != BundleTypes.Text || entry.Dimensions.Count != 0 || entry.IsSliced || entry.Size > Array.MaxLength)
            throw WeightFileException.Damaged(file, entry.Key, "it is no single text");
        var bytes = new byte[entry.Size];
        shards.PagesOf(entry).Read(entry.Offset, bytes);
        ReadOnlySpan<byte> rest = bytes;
        if (!VarInt.TryTake(ref rest, int.MaxValue, out var length) || rest.Length != length + sizeof(uint))
            throw WeightFileException.Damaged(file, entry.Key, "its length is not that of its text");
        if (Crc32C.Mask(Checksum(length, rest[..sizeof(uint)], rest[sizeof(uint)..])) != entry.Checksum)
            throw WeightFileException.Damaged(file, entry.Key, "it does not have the checksum that is noted for it");
        return rest[sizeof(uint)..].ToArray();
    }

    /// <summary>Writes a scalar.</summary>
    /// <returns>The unmasked checksum for the index.</returns>
    public static uint Write(Stream stream, ReadOnlySpan<byte> text)
    {
        VarInt.Write(stream, (ulong)text.Length);
        Span<byte> ofLength = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(ofLength, Crc32C.Mask(Crc32C.Append(Crc32C.Start, BytesOf(text.Length, stackalloc byte[sizeof(uint)]))));
        stream.Write(ofLength);
        stream.Write(text);
        return Checksum(text.Length, ofLength, text);
    }

    private static uint Checksum(int length, ReadOnlySpan<byte> ofLength, ReadOnlySpan<byte> text) =>
        Crc32C.Append(Crc32C.Append(Crc32C.Append(Crc32C.Start, BytesOf(length, stackalloc byte[sizeof(uint)])), ofLength), text);

    private static ReadOnlySpan<byte> BytesOf(int length, Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        return bytes;
    }
}
