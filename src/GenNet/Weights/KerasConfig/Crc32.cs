namespace GenNet.Weights.KerasConfig;

/// <summary>CRC-32 as in ZIP files (polynomial 0xEDB88320, reflected), which <see cref="System.IO.Compression.ZipArchive"/> doesn't check on reading.</summary>
internal static class Crc32
{
    /// <summary>The checksum of <paramref name="bytes"/>.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (0xEDB88320u & (0u - (crc & 1)));
        }
        return ~crc;
    }
}
