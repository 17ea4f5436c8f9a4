namespace GenNet.Weights.Hdf5;

/// <summary>A named small value of a group or dataset. Only text is of interest here: names, versions.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Element type.</param>
/// <param name="Space">Dimensions.</param>
/// <param name="Data">Its bytes in the file.</param>
internal sealed record AttributeMessage(string Name, Datatype Type, Dataspace Space, byte[] Data)
{
    private const int SharedDatatype = 1;
    private const int SharedDataspace = 2;

    /// <summary>Reads an attribute; null if its type or dataspace lies elsewhere.</summary>
    public static AttributeMessage? Read(Hdf5Image image, ByteCursor cursor)
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
            return null;
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

    /// <summary>The value of a scalar text; null for anything else.</summary>
    public string? Text(Hdf5Image image, GlobalHeap heap)
    {
        if (Space.IsNull || Space.Dimensions.Count > 0)
            return null;
        if (Type.Class == DatatypeClass.Text)
            return ByteCursor.Decode(image, Data, $"attribute {Name}").TrimEnd(' ');
        if (!Type.IsVariableText || Data.Length != 16)
            return null;
        var cursor = new ByteCursor(image, Data, $"attribute {Name}");
        var (length, address, index) = (cursor.U32(), cursor.U64(), cursor.U32());
        return length == 0 ? "" : heap.Read(address, index, length, $"attribute {Name}").Text((int)Math.Min(length, int.MaxValue));
    }
}
