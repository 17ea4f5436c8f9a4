namespace GenNet.Weights.Hdf5;

/// <summary>What elements hold that were never written.</summary>
internal static class FillValue
{
    /// <summary>The bytes of one element; empty for zeros.</summary>
    public static byte[] Read(Hdf5Image image, ObjectHeader header)
    {
        if (header.Find(image, MessageType.FillValue) is { } message)
            return Read(image, message.Open(image, "fill value"));
        if (header.Find(image, MessageType.OldFillValue) is { } old)
            return ReadValue(image, old.Open(image, "fill value"));
        return [];
    }

    private static byte[] Read(Hdf5Image image, ByteCursor cursor)
    {
        const int HasValue = 0x20;
        switch (cursor.U8())
        {
            case 1 or 2:
                cursor.Skip(2);
                return cursor.U8() != 0 ? ReadValue(image, cursor) : [];
            case 3:
                return (cursor.U8() & HasValue) != 0 ? ReadValue(image, cursor) : [];
            case var version:
                throw image.Damaged($"there is no fill value version {version}");
        }
    }

    private static byte[] ReadValue(Hdf5Image image, ByteCursor cursor)
    {
        var size = cursor.U32();
        return size <= (uint)cursor.Remaining ? cursor.Bytes((int)size).ToArray() : throw image.Damaged("a fill value is cut off");
    }
}
