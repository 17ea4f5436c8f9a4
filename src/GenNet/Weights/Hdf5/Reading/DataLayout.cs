namespace GenNet.Weights.Hdf5;

/// <summary>Where a dataset's values lie.</summary>
internal abstract record DataLayout
{
    /// <summary>In one piece, be it in the object header itself.</summary>
    /// <param name="Address">Where; none if nothing was written yet.</param>
    /// <param name="Size">Bytes.</param>
    internal sealed record Contiguous(ulong Address, ulong Size) : DataLayout
    {
        /// <summary>Whether it is the object header.</summary>
        public bool IsCompact { get; init; }
    }

    /// <summary>In blocks of equal shape that a version 1 B-tree lists.</summary>
    /// <param name="Tree">Address of the tree; none if nothing was written yet.</param>
    /// <param name="Shape">Dimensions of a chunk.</param>
    /// <param name="ElementSize">Bytes of one element.</param>
    internal sealed record Chunked(ulong Tree, IReadOnlyList<long> Shape, uint ElementSize) : DataLayout;

    /// <summary>In a way that isn't read here.</summary>
    /// <param name="Kind">Where the values lie.</param>
    /// <param name="Refusal">Why it isn't read.</param>
    internal sealed record Refused(Hdf5Layout Kind, string Refusal) : DataLayout;

    /// <summary>Where the values lie.</summary>
    public Hdf5Layout Layout => this switch
    {
        Contiguous { IsCompact: true } => Hdf5Layout.Compact,
        Contiguous => Hdf5Layout.Contiguous,
        Refused refused => refused.Kind,
        _ => Hdf5Layout.Chunked,
    };

    public static DataLayout Read(Hdf5Image image, HeaderMessage message)
    {
        var cursor = message.Open(image, "data layout");
        var version = cursor.U8();
        if (version is 1 or 2)
            return new Refused(ReadOldClass(image, ref cursor), $"the data layout has version {version}, of HDF5 before 1.6.3");
        if (version is not (3 or 4 or 5))
            throw image.Damaged($"there is no data layout version {version}");
        switch (cursor.U8())
        {
            case 0:
                var size = cursor.U16();
                var data = message.Address + (ulong)cursor.Position;
                cursor.Part(size, "compact data");
                return new Contiguous(data, size) { IsCompact = true };
            case 1:
                return new Contiguous(cursor.U64(), cursor.U64());
            case 2 when version == 3:
                return ReadChunked(image, cursor);
            case 2:
                return new Refused(Hdf5Layout.Chunked, "the chunks are indexed as HDF5 1.10 and later do with libver='latest'");
            case 3 when version > 3:
                return new Refused(Hdf5Layout.Virtual, "it is a virtual dataset, whose values lie in other datasets");
            case var kind:
                throw image.Damaged($"there is no data layout class {kind}");
        }
    }

    private static Hdf5Layout ReadOldClass(Hdf5Image image, ref ByteCursor cursor)
    {
        cursor.Skip(1);
        return cursor.U8() switch
        {
            0 => Hdf5Layout.Compact,
            1 => Hdf5Layout.Contiguous,
            2 => Hdf5Layout.Chunked,
            var kind => throw image.Damaged($"there is no data layout class {kind}"),
        };
    }

    private static Chunked ReadChunked(Hdf5Image image, ByteCursor cursor)
    {
        var rank = cursor.U8() - 1;
        if (rank is < 1 or > Dataspace.MaxRank)
            throw image.Damaged($"chunks of rank {rank} are not possible");
        var tree = cursor.U64();
        var shape = new long[rank];
        for (var i = 0; i < rank; i++)
            shape[i] = cursor.U32() is > 0 and var dimension ? dimension : throw image.Damaged("a chunk of 0 elements is not possible");
        return new(tree, shape, cursor.U32());
    }
}
