namespace GenNet.Weights.Hdf5.Writing;

/// <summary>Datatype messages, byte for byte as h5py writes them.</summary>
internal static class DatatypeBytes
{
    /// <summary>Attribute of a dataset that says what Keras' opaque 2-byte elements are.</summary>
    public const string BFloat16Attribute = "dtype";

    /// <summary>UTF-8 text of variable length.</summary>
    public static ReadOnlySpan<byte> VariableText =>
        [0x19, 0x01, 0x01, 0, 0x10, 0, 0, 0, 0x10, 0, 0, 0, 1, 0, 0, 0, 0, 0, 8, 0];

    /// <summary>ASCII text of variable length.</summary>
    public static ReadOnlySpan<byte> VariableAsciiText =>
        [0x19, 0x01, 0x00, 0, 0x10, 0, 0, 0, 0x10, 0, 0, 0, 1, 0, 0, 0, 0, 0, 8, 0];

    /// <summary>Text of a fixed number of bytes, padded with NULs.</summary>
    public static byte[] FixedText(int length, bool isAscii)
    {
        byte[] type = [0x13, isAscii ? (byte)0x01 : (byte)0x11, 0, 0, 0, 0, 0, 0];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(type.AsSpan(4), length);
        return type;
    }

    public static byte[] Of(StoredType type) => type switch
    {
        StoredType.Float16 => [0x11, 0x20, 0x0F, 0, 2, 0, 0, 0, 0, 0, 16, 0, 10, 5, 0, 10, 15, 0, 0, 0],
        StoredType.Float32 => [0x11, 0x20, 0x1F, 0, 4, 0, 0, 0, 0, 0, 32, 0, 23, 8, 0, 23, 127, 0, 0, 0],
        StoredType.Float64 => [0x11, 0x20, 0x3F, 0, 8, 0, 0, 0, 0, 0, 64, 0, 52, 11, 0, 52, 0xFF, 3, 0, 0],
        StoredType.BFloat16 => [0x15, 0, 0, 0, 2, 0, 0, 0],
        StoredType.Int8 or StoredType.Int16 or StoredType.Int32 or StoredType.Int64 => Integer(type.Size(), signed: true),
        StoredType.UInt8 or StoredType.UInt16 or StoredType.UInt32 or StoredType.UInt64 => Integer(type.Size(), signed: false),
        StoredType.Bool =>
            [0x18, 2, 0, 0, 1, 0, 0, 0, .. Integer(1, signed: true), .. "FALSE\0\0\0TRUE\0\0\0\0"u8, 0, 1],
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "HDF5 files are not written with this type."),
    };

    private static byte[] Integer(int size, bool signed) => [0x10, signed ? (byte)8 : (byte)0, 0, 0, (byte)size, 0, 0, 0, 0, 0, (byte)(size * 8), 0];
}
