namespace GenNet.Weights.Hdf5;

/// <summary>A name in a group.</summary>
/// <param name="Name">The name.</param>
/// <param name="Address">Address of the object header it stands for.</param>
/// <param name="Refusal">What it is instead, if it is no hard link: <c>a soft link</c>.</param>
internal sealed record Link(string Name, ulong Address, string? Refusal = null)
{
    /// <summary>Reads a link message.</summary>
    public static Link Read(Hdf5Image image, ByteCursor cursor)
    {
        const int HasType = 8;
        const int HasOrder = 4;
        const int HasCharacterSet = 16;
        cursor.Version(1);
        var flags = cursor.U8();
        var type = (flags & HasType) != 0 ? cursor.U8() : 0;
        if ((flags & HasOrder) != 0)
            cursor.Skip(8);
        if ((flags & HasCharacterSet) != 0)
            cursor.Skip(1);
        var length = cursor.UInt(1 << (flags & 3));
        if (length > (ulong)cursor.Remaining)
            throw image.Damaged("a link's name is longer than the link");
        var name = cursor.Text((int)length);
        return type switch
        {
            0 => new(name, cursor.U64()),
            1 => new(name, Hdf5Image.None, "a soft link"),
            64 => new(name, Hdf5Image.None, "a link to another file"),
            _ => new(name, Hdf5Image.None, $"a link of the user-defined type {type}"),
        };
    }
}
