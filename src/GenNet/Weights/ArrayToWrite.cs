using System.Buffers.Binary;
using System.Runtime.InteropServices;
using GenNet.Specs;
using GenNet.Weights.Writing;

namespace GenNet.Weights;

/// <summary>An array that a file should hold.</summary>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Dimensions, row-major.</param>
/// <param name="Write">Writes all elements as little-endian bytes.</param>
internal sealed record ArrayToWrite(StoredType Type, TensorShape Shape, Action<Stream> Write)
{
    /// <summary>Bytes of all elements.</summary>
    public long Size => Shape.ElementCount * Type.Size();

    /// <summary>A float32 array whose values are taken when the file is written.</summary>
    public static ArrayToWrite Of(TensorShape shape, Func<ReadOnlySpan<float>> values) => new(StoredType.Float32, shape, stream => WriteSingles(stream, values()));

    /// <summary>An array of real numbers of another type, whose bytes, in the machine's order, are taken when the file is written.</summary>
    public static ArrayToWrite Of(TensorShape shape, DType type, ElementBytes bytes) => new(StoredTypes.Of(type), shape, stream => WriteElements(stream, bytes(), type.Size()));

    /// <summary>An int64 scalar, as a step counter.</summary>
    public static ArrayToWrite Of(long value) => new(StoredType.Int64, TensorShape.Of(), stream =>
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        stream.Write(bytes);
    });

    /// <summary>The array as one of another type of real numbers; itself where that is its own, and where it holds whole numbers.</summary>
    /// <param name="type">The type; null for its own.</param>
    /// <param name="name">What messages call it.</param>
    public ArrayToWrite As(DType? type, string name)
    {
        if (type is not { } wanted || StoredTypes.Of(wanted) is var stored && (stored == Type || !Type.IsFloatingPoint()))
            return this;
        return new(stored, Shape, stream =>
        {
            using var converted = new ConvertedElements(stream, Type, stored);
            Write(converted);
            converted.Finish(name);
        });
    }

    private static void WriteElements(Stream stream, ReadOnlySpan<byte> elements, int size)
    {
        if (BitConverter.IsLittleEndian)
        {
            stream.Write(elements);
            return;
        }
        Span<byte> element = stackalloc byte[size];
        for (var at = 0; at < elements.Length; at += size)
        {
            elements.Slice(at, size).CopyTo(element);
            element.Reverse();
            stream.Write(element);
        }
    }

    private static void WriteSingles(Stream stream, ReadOnlySpan<float> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            // A span of bytes has at most 2^31 of them.
            const int AtATime = 1 << 28;
            for (; values.Length > AtATime; values = values[AtATime..])
                stream.Write(MemoryMarshal.AsBytes(values[..AtATime]));
            stream.Write(MemoryMarshal.AsBytes(values));
            return;
        }
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        foreach (var value in values)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
            stream.Write(bytes);
        }
    }
}

/// <summary>The bytes of all elements of an array.</summary>
internal delegate ReadOnlySpan<byte> ElementBytes();
