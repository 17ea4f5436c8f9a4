using System.Buffers.Binary;

namespace GenNet.Weights.Hdf5;

/// <summary>Attributes' values: text of fixed and variable length, lists of it, and numbers.</summary>
internal static class AttributeValue
{
    private const int VariableTextSize = 16;

    /// <summary>The value of an attribute.</summary>
    /// <exception cref="WeightFileException">It is damaged.</exception>
    public static Hdf5Attribute Read(AttributeMessage attribute, Hdf5Image image, GlobalHeap heap)
    {
        var (type, space) = (attribute.Type, attribute.Space);
        var isText = type.Class == DatatypeClass.Text || (type.IsVariableText && type.Size == VariableTextSize);
        return space switch
        {
            { IsNull: true } => Hdf5Attribute.Unread,
            { Dimensions: [] } => isText ? Hdf5Attribute.Of(TextAt(0, attribute, image, heap)) : Number(attribute),
            { Dimensions: [0] } => Hdf5Attribute.Of(Array.Empty<string>()),
            { Dimensions: [var count] } when isText => Hdf5Attribute.Of(Texts((int)count, attribute, image, heap)),
            _ => Hdf5Attribute.Unread,
        };
    }

    private static string[] Texts(int count, AttributeMessage attribute, Hdf5Image image, GlobalHeap heap)
    {
        var texts = new string[count];
        for (var i = 0; i < count; i++)
            texts[i] = TextAt(i, attribute, image, heap);
        return texts;
    }

    private static string TextAt(int index, AttributeMessage attribute, Hdf5Image image, GlobalHeap heap)
    {
        var what = $"attribute {attribute.Name}";
        var bytes = attribute.Data.AsSpan(index * (int)attribute.Type.Size, (int)attribute.Type.Size);
        if (!attribute.Type.IsVariableText)
            return ByteCursor.Decode(image, bytes, what).TrimEnd(' ');
        var cursor = new ByteCursor(image, bytes, what);
        var (length, address, place) = (cursor.U32(), cursor.U64(), cursor.U32());
        return length == 0 ? "" : heap.Read(address, place, length, what).Text((int)Math.Min(length, int.MaxValue));
    }

    private static Hdf5Attribute Number(AttributeMessage attribute)
    {
        var type = attribute.Type;
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        if (type.Stored == StoredType.Other)
            return Hdf5Attribute.Unread;
        FloatConversion.ToLittleEndian(attribute.Data, (int)type.Size, type.IsBigEndian, bytes);
        return type.Stored switch
        {
            StoredType.Float16 => Hdf5Attribute.Of((double)BinaryPrimitives.ReadHalfLittleEndian(bytes)),
            StoredType.BFloat16 => Hdf5Attribute.Of((double)BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16)),
            StoredType.Float32 => Hdf5Attribute.Of((double)BinaryPrimitives.ReadSingleLittleEndian(bytes)),
            StoredType.Float64 => Hdf5Attribute.Of(BinaryPrimitives.ReadDoubleLittleEndian(bytes)),
            StoredType.Int8 => Hdf5Attribute.Of((sbyte)bytes[0]),
            StoredType.Int16 => Hdf5Attribute.Of(BinaryPrimitives.ReadInt16LittleEndian(bytes)),
            StoredType.Int32 => Hdf5Attribute.Of(BinaryPrimitives.ReadInt32LittleEndian(bytes)),
            StoredType.Int64 => Hdf5Attribute.Of(BinaryPrimitives.ReadInt64LittleEndian(bytes)),
            _ => Unsigned(BinaryPrimitives.ReadUInt64LittleEndian(bytes)),
        };
    }

    private static Hdf5Attribute Unsigned(ulong value) => value <= long.MaxValue ? Hdf5Attribute.Of((long)value) : Hdf5Attribute.Of((double)value);
}
