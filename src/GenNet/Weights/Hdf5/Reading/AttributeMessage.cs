namespace GenNet.Weights.Hdf5;

/// <summary>A named small value of a group or dataset.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Element type.</param>
/// <param name="Space">Dimensions.</param>
/// <param name="Data">Its bytes in the file.</param>
internal sealed record AttributeMessage(string Name, Datatype Type, Dataspace Space, byte[] Data)
{
    private const int SharedDatatype = 1;
    private const int SharedDataspace = 2;

    private Hdf5Attribute? _value;
    private bool _isElsewhere;

    /// <summary>Reads an attribute. One whose type or dataspace lies elsewhere in the file has a name, and a value that isn't read.</summary>
    public static AttributeMessage Read(Hdf5Image image, ByteCursor cursor)
    {
        var version = cursor.U8();
        if (version is 0 or > 3)
            throw image.Damaged($"there is no attribute version {version}");
        var flags = cursor.U8();
        var (nameLength, typeLength, spaceLength) = (cursor.U16(), cursor.U16(), cursor.U16());
        if (version == 3)
            cursor.Skip(1);
        var name = cursor.Part(nameLength, "attribute's name").Text(nameLength);
        Pad(ref cursor, nameLength);
        if (version > 1 && (flags & (SharedDatatype | SharedDataspace)) != 0)
            return new(name, Datatype.Unknown, Dataspace.Nothing, []) { _isElsewhere = true };
        var typeCursor = cursor.Part(typeLength, "attribute's datatype");
        Pad(ref cursor, typeLength);
        var space = Dataspace.Read(image, cursor.Part(spaceLength, "attribute's dataspace"));
        Pad(ref cursor, spaceLength);
        var type = Datatype.Read(image, ref typeCursor);
        var size = space.Size(image, type.Size);
        if (size > (ulong)cursor.Remaining)
            throw image.Damaged($"the value of the attribute {name} is cut off");
        return new(name, type, space, cursor.Bytes((int)size).ToArray());

        void Pad(ref ByteCursor from, int length)
        {
            if (version == 1)
                from.SkipPadding(length);
        }
    }

    /// <summary>Its value, which is read once: it may lie elsewhere in the file.</summary>
    /// <exception cref="WeightFileException">It is damaged.</exception>
    public Hdf5Attribute Value(Hdf5Image image, GlobalHeap heap) => _value ??= _isElsewhere ? Hdf5Attribute.Unread : AttributeValue.Read(this, image, heap);
}
