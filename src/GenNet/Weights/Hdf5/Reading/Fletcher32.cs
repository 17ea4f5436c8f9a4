using System.Buffers.Binary;

namespace GenNet.Weights.Hdf5;

/// <summary>HDF5's filter 3: a checksum after the bytes.</summary>
internal static class Fletcher32
{
    private const int ChecksumLength = 4;

    /// <summary>The length without the checksum, which must be right.</summary>
    public static int Verify(Hdf5Image image, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < ChecksumLength)
            throw image.Damaged("a chunk is too short for its checksum");
        var data = bytes[..^ChecksumLength];
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[data.Length..]) != Of(data))
            throw image.Damaged("the Fletcher-32 checksum of a chunk does not fit its bytes");
        return data.Length;
    }

    // HDF5's variant: words are big-endian, and an odd last byte is the upper half of one.
    private static uint Of(ReadOnlySpan<byte> data)
    {
        uint sum1 = 0;
        uint sum2 = 0;
        for (var i = 0; i < data.Length; i += 2)
        {
            sum1 += (uint)(data[i] << 8) | (i + 1 < data.Length ? data[i + 1] : 0u);
            sum1 = (sum1 & 0xFFFF) + (sum1 >> 16);
            sum2 += sum1;
            sum2 = (sum2 & 0xFFFF) + (sum2 >> 16);
        }
        return (sum2 << 16) | sum1;
    }
}
