using System.Buffers.Binary;
using System.Numerics;

namespace GenNet.Weights.TensorFlow;

/// <summary>The checksum of TensorFlow's files: CRC-32C (RFC 3720, appendix B.4), masked where it is stored, since checksums of checksums tell little.</summary>
internal static class Crc32C
{
    private const uint MaskDelta = 0xA282EAD8;

    /// <summary>The checksum of no bytes.</summary>
    public const uint Start = 0;

    /// <summary>The checksum of all bytes so far and of these.</summary>
    /// <param name="checksum">That of the bytes so far, unmasked.</param>
    /// <param name="bytes">The bytes that follow.</param>
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        var crc = ~checksum;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var value in bytes)
            crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }

    /// <summary>As it is stored.</summary>
    public static uint Mask(uint checksum) => BitOperations.RotateRight(checksum, 15) + MaskDelta;
}
