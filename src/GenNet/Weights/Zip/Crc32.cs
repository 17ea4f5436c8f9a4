using System.Buffers.Binary;

namespace GenNet.Weights.Zip;

/// <summary>CRC-32 as in ZIP files (polynomial 0xEDB88320, reflected), eight bytes at a time by Sarwate's tables (Kounavis and Berry, "slicing by 8").</summary>
internal static class Crc32
{
    private const int Slices = 8;

    private static readonly uint[] s_tables = Tables();

    /// <summary>The checksum of <paramref name="bytes"/>.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    /// <summary>The checksum of what <paramref name="crc"/> is the checksum of, and <paramref name="bytes"/> after it.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<uint> table = s_tables;
        crc = ~crc;
        for (; bytes.Length >= Slices; bytes = bytes[Slices..])
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = table[(int)(1792 + (low & 0xFF))] ^ table[(int)(1536 + ((low >> 8) & 0xFF))] ^ table[(int)(1280 + ((low >> 16) & 0xFF))] ^ table[(int)(1024 + (low >> 24))]
                ^ table[(int)(768 + (high & 0xFF))] ^ table[(int)(512 + ((high >> 8) & 0xFF))] ^ table[(int)(256 + ((high >> 16) & 0xFF))] ^ table[(int)(high >> 24)];
        }
        foreach (var value in bytes)
            crc = table[(int)((crc ^ value) & 0xFF)] ^ (crc >> 8);
        return ~crc;
    }

    // Entry 256 s + b: the checksum register after byte b and s bytes of zeros.
    private static uint[] Tables()
    {
        var tables = new uint[256 * Slices];
        for (var value = 0u; value < 256; value++)
        {
            var crc = value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (0xEDB88320u & (0u - (crc & 1)));
            tables[value] = crc;
        }
        for (var i = 256; i < tables.Length; i++)
            tables[i] = tables[tables[i - 256] & 0xFF] ^ (tables[i - 256] >> 8);
        return tables;
    }
}
