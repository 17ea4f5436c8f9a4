using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace GenNet.Weights;

/// <summary>Elements that lie side by side in a source, read straight into their destination: nothing of an array's size is allocated.</summary>
internal static class StoredFloats
{
    // A span of bytes has at most 2^31 of them.
    private const int SinglesAtATime = 1 << 28;
    private const int BlockSize = 256 << 10;

    /// <summary>Reads elements of a floating-point type as float32.</summary>
    /// <returns>How many finite elements were too large, and became infinite.</returns>
    public static long Read(BytePages source, long offset, StoredType type, bool bigEndian, Span<float> values)
    {
        if (type != StoredType.Float32)
            return ReadConverted(source, offset, type, bigEndian, values);
        ReadSingles(source, offset, bigEndian, values);
        return 0;
    }

    private static void ReadSingles(BytePages source, long offset, bool bigEndian, Span<float> values)
    {
        while (!values.IsEmpty)
        {
            var part = values[..Math.Min(values.Length, SinglesAtATime)];
            source.Read(offset, MemoryMarshal.AsBytes(part));
            if (bigEndian == BitConverter.IsLittleEndian)
            {
                var bits = MemoryMarshal.Cast<float, uint>(part);
                BinaryPrimitives.ReverseEndianness(bits, bits);
            }
            offset += (long)part.Length * sizeof(float);
            values = values[part.Length..];
        }
    }

    private static long ReadConverted(BytePages source, long offset, StoredType type, bool bigEndian, Span<float> values)
    {
        var size = type.Size();
        var block = ArrayPool<byte>.Shared.Rent((int)Math.Min(BlockSize, (long)values.Length * size));
        long tooLarge = 0;
        try
        {
            while (!values.IsEmpty)
            {
                var part = values[..Math.Min(values.Length, block.Length / size)];
                var bytes = block.AsSpan(0, part.Length * size);
                source.Read(offset, bytes);
                tooLarge += FloatConversion.ToSingle(bytes, type, bigEndian, part);
                offset += bytes.Length;
                values = values[part.Length..];
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
        return tooLarge;
    }
}
