using System.Globalization;

namespace GenNet.Weights.Hdf5;

/// <summary>A name in a group.</summary>
/// <param name="Name">The name.</param>
/// <param name="Address">Address of the object header it stands for.</param>
/// <param name="Elsewhere">Where it leads, if it is no hard link.</param>
/// <param name="Table">What a classic group repeats of the group that the name stands for.</param>
internal readonly record struct Link(string Name, ulong Address, Hdf5Link? Elsewhere = null, SymbolTable? Table = null)
{
    /// <summary>A name for a path of the same file.</summary>
    public static Link Soft(string name, ReadOnlySpan<byte> target) => new(name, Hdf5Image.None, LinkTarget.Soft(target));

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
            1 => Soft(name, cursor.Bytes(cursor.U16())),
            64 => new(name, Hdf5Image.None, LinkTarget.External(cursor.Bytes(cursor.U16()))),
            _ => new(name, Hdf5Image.None, new(Hdf5LinkKind.UserDefined, string.Create(CultureInfo.InvariantCulture, $"{type}"))),
        };
    }
}

/// <summary>Where the names of a classic group lie.</summary>
/// <param name="Tree">Address of their B-tree.</param>
/// <param name="Heap">Address of the heap with their text.</param>
internal sealed record SymbolTable(ulong Tree, ulong Heap);
