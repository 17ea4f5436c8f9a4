namespace GenNet.Weights.Hdf5;

/// <summary>A stored chunk.</summary>
/// <param name="Address">Where it lies.</param>
/// <param name="Size">Its bytes in the file.</param>
/// <param name="SkippedFilters">Bit i: filter i was left out.</param>
/// <param name="Offset">Index of its first element.</param>
internal sealed record Chunk(ulong Address, uint Size, uint SkippedFilters, long[] Offset);

/// <summary>The version 1 B-tree that lists a dataset's chunks.</summary>
internal static class ChunkTree
{
    private const int MaxLevel = 16;

    public static List<Chunk> Read(Hdf5Image image, ulong tree, int rank)
    {
        var chunks = new List<Chunk>();
        var level = image.Read(tree, 6, "chunk index").All[5];
        if (level > MaxLevel)
            throw image.Damaged($"a chunk index of {level} levels is not possible");
        ReadNode(image, tree, level, rank, chunks);
        return chunks;
    }

    // Levels count down to 0, so that a node can't be its own descendant.
    private static void ReadNode(Hdf5Image image, ulong address, int level, int rank, List<Chunk> chunks)
    {
        const int Prefix = 24;
        var prefix = image.Read(address, Prefix, "chunk index node");
        prefix.Signature("TREE"u8);
        var (type, actualLevel, count) = (prefix.U8(), prefix.U8(), prefix.U16());
        if (type != 1 || actualLevel != level)
            throw image.Damaged($"a chunk index node has type {type} and level {actualLevel}, not {level}");
        var keyLength = 8 + (8 * (rank + 1));
        var cursor = image.Read(address + Prefix, (ulong)(count * (keyLength + 8)), "chunk index node");
        for (var i = 0; i < count; i++)
        {
            var (size, skipped) = (cursor.U32(), cursor.U32());
            var offset = new long[rank];
            for (var axis = 0; axis < rank; axis++)
                offset[axis] = cursor.U64() is <= long.MaxValue and var o ? (long)o : throw image.Damaged("a chunk has a negative offset");
            cursor.Skip(8);
            var child = cursor.U64();
            if (level > 0)
                ReadNode(image, child, level - 1, rank, chunks);
            else
                chunks.Add(new(child, size, skipped, offset));
        }
    }
}
