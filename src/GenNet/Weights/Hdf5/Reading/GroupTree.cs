namespace GenNet.Weights.Hdf5;

/// <summary>The names of a classic group: a version 1 B-tree of symbol nodes, with the names in a local heap.</summary>
internal static class GroupTree
{
    private const int MaxLevel = 16;

    public static List<Link> Read(Hdf5Image image, ulong tree, ulong heap)
    {
        var links = new List<Link>();
        var names = LocalHeap.Read(image, heap);
        var level = image.Read(tree, 6, "B-tree node").All[5];
        if (level > MaxLevel)
            throw image.Damaged($"a B-tree of {level} levels is not possible");
        ReadNode(image, names, tree, level, links, []);
        return links;
    }

    /// <summary>The object of a symbol table entry, after the offset of its name.</summary>
    public static Link ReadTarget(string name, ref ByteCursor cursor)
    {
        const uint Group = 1;
        var target = cursor.U64();
        var kind = cursor.U32();
        cursor.Skip(4);
        var (tree, heap) = (cursor.U64(), cursor.U64());
        return new(name, target, Table: kind == Group ? new(tree, heap) : null);
    }

    // Levels count down to 0, so that a node can't be its own descendant.
    private static void ReadNode(Hdf5Image image, LocalHeap names, ulong address, int level, List<Link> links, HashSet<ulong> seen)
    {
        const int Prefix = 24;
        if (!seen.Add(address))
            throw image.Damaged("two entries of a group's B-tree share a node");
        var prefix = image.Read(address, Prefix, "B-tree node");
        prefix.Signature("TREE"u8);
        var (type, actualLevel, count) = (prefix.U8(), prefix.U8(), prefix.U16());
        if (type != 0 || actualLevel != level || count > 2 * image.InternalK)
            throw image.Damaged($"a group's B-tree node has type {type}, level {actualLevel} (not {level}) and {count} entries");
        var cursor = image.Read(address + Prefix, (ulong)((count * 16) + 8), "B-tree node");
        for (var i = 0; i < count; i++)
        {
            cursor.Skip(8);
            var child = cursor.U64();
            if (level > 0)
                ReadNode(image, names, child, level - 1, links, seen);
            else
                ReadSymbols(image, names, child, links, seen);
        }
    }

    private static void ReadSymbols(Hdf5Image image, LocalHeap names, ulong address, List<Link> links, HashSet<ulong> seen)
    {
        const int Prefix = 8;
        const int EntryLength = 40;
        const uint SoftLink = 2;
        if (!seen.Add(address))
            throw image.Damaged("two entries of a group's B-tree share a symbol node");
        var prefix = image.Read(address, Prefix, "symbol node");
        prefix.Signature("SNOD"u8);
        prefix.Version(1);
        prefix.Skip(1);
        var count = prefix.U16();
        if (count > 2 * image.LeafK)
            throw image.Damaged($"a symbol node of {count} entries is not possible");
        var cursor = image.Read(address + Prefix, (ulong)(count * EntryLength), "symbol node");
        for (var i = 0; i < count; i++)
        {
            var name = names.Text(image, cursor.U64());
            var entry = cursor.Part(EntryLength - sizeof(ulong), "symbol");
            var kind = entry;
            kind.Skip(sizeof(ulong));
            if (kind.U32() != SoftLink)
            {
                links.Add(ReadTarget(name, ref entry));
                continue;
            }
            kind.Skip(4);
            links.Add(Link.Soft(name, names.Bytes(image, kind.U32(), "link's target")));
        }
    }
}
