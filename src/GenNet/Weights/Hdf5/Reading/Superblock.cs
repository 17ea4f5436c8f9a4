namespace GenNet.Weights.Hdf5;

/// <summary>The beginning of an HDF5 file, which says where everything else is counted from and where the root group lies.</summary>
internal static class Superblock
{
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A];

    private const string RootName = "";

    /// <summary>Longest form: version 1 with 8-byte addresses.</summary>
    private const int MaxLength = 100;

    /// <summary>Where the signature lies: at 0, 512, 1024, 2048, …; -1 if nowhere.</summary>
    public static long Find(ByteSource bytes)
    {
        Span<byte> found = stackalloc byte[Signature.Length];
        for (long offset = 0; bytes.Contains(offset, found.Length); offset = offset == 0 ? 512 : offset * 2)
        {
            bytes.Read(offset, found);
            if (found.SequenceEqual(Signature))
                return offset;
        }
        return -1;
    }

    /// <summary>Reads the superblock at <paramref name="offset"/> and sets the image's bounds.</summary>
    /// <returns>The root group.</returns>
    public static Link Read(Hdf5Image image, long offset)
    {
        image.Base = offset;
        image.End = (ulong)(image.Length - offset);
        var cursor = image.Read(0, Math.Min(MaxLength, image.End), "superblock");
        cursor.Signature(Signature);
        return cursor.U8() switch
        {
            0 => ReadOld(image, cursor, hasChunkK: false),
            1 => ReadOld(image, cursor, hasChunkK: true),
            2 or 3 => ReadNew(image, cursor),
            var version => throw image.Damaged($"there is no superblock version {version}"),
        };
    }

    private static Link ReadOld(Hdf5Image image, ByteCursor cursor, bool hasChunkK)
    {
        cursor.Version(0);
        cursor.Version(0);
        cursor.Skip(1);
        cursor.Version(0);
        Sizes(image, ref cursor);
        cursor.Skip(1);
        image.LeafK = cursor.U16();
        image.InternalK = cursor.U16();
        cursor.Skip(hasChunkK ? 8 : 4);
        var declaredBase = cursor.U64();
        cursor.Skip(8);
        SetEnd(image, declaredBase, cursor.U64());
        if (cursor.U64() != Hdf5Image.None)
            throw image.Unsupported("the file is one of several (a driver information block)");
        cursor.Skip(8);
        return GroupTree.ReadTarget(RootName, ref cursor);
    }

    private static Link ReadNew(Hdf5Image image, ByteCursor cursor)
    {
        Sizes(image, ref cursor);
        cursor.Skip(1);
        var declaredBase = cursor.U64();
        var extension = cursor.U64();
        var end = cursor.U64();
        var root = cursor.U64();
        cursor.Checksum();
        SetEnd(image, declaredBase, end);
        if (extension != Hdf5Image.None)
            ReadExtension(image, ObjectHeader.Read(image, extension));
        return new(RootName, root);
    }

    private static void ReadExtension(Hdf5Image image, ObjectHeader header)
    {
        if (header.Has(MessageType.DriverInfo))
            throw image.Unsupported("the file is one of several (driver information)");
        if (header.Find(image, MessageType.BTreeK) is not { } message)
            return;
        var cursor = message.Open(image, "B-tree 'K' values");
        cursor.Version(0);
        cursor.Skip(2);
        image.InternalK = cursor.U16();
        image.LeafK = cursor.U16();
    }

    private static void Sizes(Hdf5Image image, ref ByteCursor cursor)
    {
        var (offsets, lengths) = (cursor.U8(), cursor.U8());
        if (offsets is not (2 or 4 or 8 or 16 or 32) || lengths is not (2 or 4 or 8 or 16 or 32))
            throw image.Damaged($"the superblock says that addresses take {offsets} and lengths {lengths} bytes");
        if (offsets != 8 || lengths != 8)
            throw image.Unsupported($"addresses take {offsets} and lengths {lengths} bytes instead of 8");
    }

    // The end is absolute; a user block put in front later moves it with the base.
    private static void SetEnd(Hdf5Image image, ulong declaredBase, ulong end)
    {
        if (end < declaredBase || end - declaredBase > image.End)
            throw WeightFileException.CutOff(image.File, null, $"the file is cut off: it says that it ends at byte {end}, and has {image.Length}");
        image.End = end - declaredBase;
    }
}
