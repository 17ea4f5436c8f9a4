namespace GenNet.Weights.Hdf5;

/// <summary>An element type as HDF5 describes it.</summary>
/// <param name="Class">Its class.</param>
/// <param name="Size">Bytes of one element in the file.</param>
/// <param name="Stored">The plain number it is, if it is one.</param>
/// <param name="Name">What messages call it.</param>
/// <param name="IsBigEndian">Whether the most significant byte comes first.</param>
internal sealed record Datatype(DatatypeClass Class, uint Size, StoredType Stored, string Name, bool IsBigEndian = false)
{
    private const byte LastClass = (byte)DatatypeClass.Complex;

    /// <summary>Whether elements are references to text in a global heap.</summary>
    public bool IsVariableText { get; private init; }

    /// <summary>A type that lies where it isn't read.</summary>
    public static Datatype Unknown { get; } = new(DatatypeClass.Opaque, 1, StoredType.Other, "values of a committed type");

    public static Datatype Read(Hdf5Image image, ref ByteCursor cursor)
    {
        var head = cursor.U8();
        uint bits = cursor.U8() | ((uint)cursor.U16() << 8);
        var size = cursor.U32();
        var (version, kind) = (head >> 4, (DatatypeClass)(head & 15));
        if (version is 0 or > 5 || (byte)kind > LastClass)
            throw image.Damaged($"there is no datatype of version {version} and class {(byte)kind}");
        if (size == 0)
            throw image.Damaged("a datatype of 0 bytes is not possible");
        return kind switch
        {
            DatatypeClass.Integer => ReadInteger(ref cursor, bits, size),
            DatatypeClass.Float => ReadFloat(ref cursor, bits, size),
            DatatypeClass.Enumeration => ReadEnumeration(image, ref cursor, bits, size, version),
            DatatypeClass.Opaque => new(kind, size, StoredType.Other, $"opaque values of {size} bytes"),
            DatatypeClass.Text => new(kind, size, StoredType.Other, "text"),
            DatatypeClass.VariableLength => new(kind, size, StoredType.Other, (bits & 15) == 1 ? "text" : "lists") { IsVariableText = (bits & 15) == 1 },
            DatatypeClass.Compound => new(kind, size, StoredType.Other, "compound values"),
            _ => new(kind, size, StoredType.Other, $"values of HDF5 class {kind}"),
        };
    }

    /// <summary>The type of Keras' bfloat16: 2 opaque bytes, named by an attribute of the dataset.</summary>
    public Datatype AsBFloat16() => this with { Stored = StoredType.BFloat16, Name = "bfloat16" };

    private static Datatype ReadInteger(ref ByteCursor cursor, uint bits, uint size)
    {
        var (offset, precision) = (cursor.U16(), cursor.U16());
        var signed = (bits & 8) != 0;
        var stored = (offset, precision == size * 8, size, signed) switch
        {
            (0, true, 1, true) => StoredType.Int8,
            (0, true, 2, true) => StoredType.Int16,
            (0, true, 4, true) => StoredType.Int32,
            (0, true, 8, true) => StoredType.Int64,
            (0, true, 1, false) => StoredType.UInt8,
            (0, true, 2, false) => StoredType.UInt16,
            (0, true, 4, false) => StoredType.UInt32,
            (0, true, 8, false) => StoredType.UInt64,
            _ => StoredType.Other,
        };
        return Number(DatatypeClass.Integer, size, stored, bits, precision, "integers");
    }

    private static Datatype ReadFloat(ref ByteCursor cursor, uint bits, uint size)
    {
        var (offset, precision) = (cursor.U16(), cursor.U16());
        var (exponentAt, exponentSize, mantissaAt, mantissaSize) = (cursor.U8(), cursor.U8(), cursor.U8(), cursor.U8());
        var bias = cursor.U32();
        var (signAt, normalization) = ((bits >> 8) & 255, (bits >> 4) & 3);
        // Bit 6 of the class field is VAX order, which no format below has.
        var isPlain = offset == 0 && precision == size * 8 && signAt == precision - 1u && normalization == 2 && mantissaAt == 0
            && exponentAt == mantissaSize && (bits & 0x40) == 0;
        var stored = (isPlain, size, exponentSize, mantissaSize, bias) switch
        {
            (true, 2, 5, 10, 15) => StoredType.Float16,
            (true, 2, 8, 7, 127) => StoredType.BFloat16,
            (true, 4, 8, 23, 127) => StoredType.Float32,
            (true, 8, 11, 52, 1023) => StoredType.Float64,
            _ => StoredType.Other,
        };
        return Number(DatatypeClass.Float, size, stored, bits, precision, "floating-point numbers");
    }

    // h5py's bool: an enumeration of int8 with the members FALSE = 0 and TRUE = 1.
    private static Datatype ReadEnumeration(Hdf5Image image, ref ByteCursor cursor, uint bits, uint size, int version)
    {
        var members = (int)(bits & 0xFFFF);
        // Only of integers: an enumeration of enumerations of … would be as deep as its message is long.
        if (cursor.Remaining > 0 && (cursor.All[cursor.Position] & 15) != (byte)DatatypeClass.Integer)
            throw image.Damaged("an enumeration has no integers as its values");
        var value = Read(image, ref cursor);
        var names = new string[Math.Min(members, 3)];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = cursor.TextToNul();
            cursor.Skip(1);
            if (version < 3)
                cursor.SkipPadding(names[i].Length + 1);
        }
        var isBool = value.Stored == StoredType.Int8 && size == 1 && names is ["FALSE", "TRUE"] && cursor.Bytes(2) is [0, 1];
        return new(DatatypeClass.Enumeration, size, isBool ? StoredType.Bool : StoredType.Other, isBool ? "bool" : "enumerated values");
    }

    private static Datatype Number(DatatypeClass kind, uint size, StoredType stored, uint bits, int precision, string otherwise)
    {
        var isBigEndian = (bits & 1) != 0;
        var name = stored == StoredType.Other ? $"{precision}-bit {otherwise}" : stored.Name();
        return new(kind, size, stored, isBigEndian && size > 1 ? "big-endian " + name : name, isBigEndian);
    }
}

/// <summary>Classes of datatypes.</summary>
internal enum DatatypeClass : byte
{
    Integer = 0,
    Float = 1,
    Time = 2,
    Text = 3,
    BitField = 4,
    Opaque = 5,
    Compound = 6,
    Reference = 7,
    Enumeration = 8,
    VariableLength = 9,
    Array = 10,
    Complex = 11,
}
