using System.Buffers.Binary;
using System.Runtime.InteropServices;
using GenNet.Elements;

namespace GenNet.Weights;

/// <summary>Stored elements to float32, and to little-endian bytes.</summary>
internal static class FloatConversion
{
    /// <summary>Elements of a floating-point type as float32: exact but for float64, which is rounded to nearest, ties to even.</summary>
    /// <returns>How many finite elements were too large, and became infinite.</returns>
    public static long ToSingle(ReadOnlySpan<byte> source, StoredType type, bool bigEndian, Span<float> values)
    {
        switch (type)
        {
            case StoredType.Float32 when bigEndian == !BitConverter.IsLittleEndian:
                source.CopyTo(MemoryMarshal.AsBytes(values));
                break;
            case StoredType.Float32:
                for (var i = 0; i < values.Length; i++)
                    values[i] = BitConverter.UInt32BitsToSingle(Read32(source[(4 * i)..], bigEndian));
                break;
            case StoredType.Float16:
                for (var i = 0; i < values.Length; i++)
                    values[i] = (float)BitConverter.UInt16BitsToHalf(Read16(source[(2 * i)..], bigEndian));
                break;
            case StoredType.BFloat16:
                for (var i = 0; i < values.Length; i++)
                    values[i] = BitConverter.UInt32BitsToSingle((uint)Read16(source[(2 * i)..], bigEndian) << 16);
                break;
            case StoredType.Float64:
                return FromDoubles(source, bigEndian, values);
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "Not a floating-point type.");
        }
        return 0;
    }

    /// <summary>Elements of a floating-point type as those of another one, or whole numbers as those of another size, in the machine's order of bytes: rounded to nearest, ties to even.</summary>
    /// <returns>How many finite elements were too large, and became infinite.</returns>
    public static long Convert(ReadOnlySpan<byte> source, StoredType type, bool bigEndian, Span<byte> elements, StoredType target)
    {
        var to = target switch { StoredType.Float16 => DType.Float16, StoredType.BFloat16 => DType.BFloat16, StoredType.Int64 => DType.Int64, _ => DType.Float64 };
        var count = elements.Length / target.Size();
        long tooLarge = 0;
        for (var i = 0; i < count; i++)
        {
            var value = ReadDouble(source.Slice(i * type.Size(), type.Size()), type, bigEndian);
            ElementConversion.Write(elements, to, i, value);
            if (double.IsFinite(value) && !double.IsFinite(ElementConversion.Read(elements, to, i)))
                tooLarge++;
        }
        return tooLarge;
    }

    /// <summary>Elements of <paramref name="size"/> bytes in little-endian order.</summary>
    public static void ToLittleEndian(ReadOnlySpan<byte> source, int size, bool bigEndian, Span<byte> bytes)
    {
        source.CopyTo(bytes);
        if (bigEndian)
            ReverseEach(bytes, size);
    }

    /// <summary>Turns big-endian elements of <paramref name="size"/> bytes into little-endian ones, and back.</summary>
    public static void ReverseEach(Span<byte> bytes, int size)
    {
        if (size == 1)
            return;
        for (var i = 0; i < bytes.Length; i += size)
            bytes.Slice(i, size).Reverse();
    }

    private static double ReadDouble(ReadOnlySpan<byte> element, StoredType type, bool bigEndian) => type switch
    {
        StoredType.Float16 => (double)BitConverter.UInt16BitsToHalf(Read16(element, bigEndian)),
        StoredType.BFloat16 => BitConverter.UInt32BitsToSingle((uint)Read16(element, bigEndian) << 16),
        StoredType.Float32 => BitConverter.UInt32BitsToSingle(Read32(element, bigEndian)),
        StoredType.Float64 => bigEndian ? BinaryPrimitives.ReadDoubleBigEndian(element) : BinaryPrimitives.ReadDoubleLittleEndian(element),
        StoredType.Int32 => (int)Read32(element, bigEndian),
        StoredType.UInt32 => Read32(element, bigEndian),
        StoredType.Int64 => bigEndian ? BinaryPrimitives.ReadInt64BigEndian(element) : BinaryPrimitives.ReadInt64LittleEndian(element),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a type of numbers."),
    };

    private static long FromDoubles(ReadOnlySpan<byte> source, bool bigEndian, Span<float> values)
    {
        long tooLarge = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var element = source.Slice(8 * i, 8);
            var value = bigEndian ? BinaryPrimitives.ReadDoubleBigEndian(element) : BinaryPrimitives.ReadDoubleLittleEndian(element);
            values[i] = (float)value;
            if (float.IsInfinity(values[i]) && double.IsFinite(value))
                tooLarge++;
        }
        return tooLarge;
    }

    private static ushort Read16(ReadOnlySpan<byte> source, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(source) : BinaryPrimitives.ReadUInt16LittleEndian(source);

    private static uint Read32(ReadOnlySpan<byte> source, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(source) : BinaryPrimitives.ReadUInt32LittleEndian(source);
}
