namespace GenNet.Weights.Hdf5;

/// <summary>A stored chunk.</summary>
/// <param name="Address">Where it lies.</param>
/// <param name="Size">Its bytes in the file.</param>
/// <param name="SkippedFilters">Bit i: filter i was left out.</param>
/// <param name="Offset">Index of its first element.</param>
internal sealed record Chunk(ulong Address, uint Size, uint SkippedFilters, long[] Offset);

/// <summary>The version 1 B-tree that lists a dataset's chunks: no more of them than there are places, whatever its nodes refer to.</summary>
internal sealed class ChunkTree
{
    private const int MaxLevel = 16;

    private readonly Hdf5Image _image;
    private readonly ChunkGrid _grid;
    private readonly List<Chunk> _chunks = [];
    private readonly HashSet<ulong> _nodes = [];
    private readonly HashSet<long> _places = [];

    private ChunkTree(Hdf5Image image, ChunkGrid grid)
    {
        _image = image;
        _grid = grid;
    }

    /// <summary>All chunks that are stored, in order.</summary>
    public static IReadOnlyList<Chunk> Read(Hdf5Image image, ulong address, ChunkGrid grid)
    {
        var tree = new ChunkTree(image, grid);
        var level = image.Read(address, 6, "chunk index").All[5];
        if (level > MaxLevel)
            throw image.Damaged($"a chunk index of {level} levels is not possible");
        tree.ReadNode(address, level, isRoot: true);
        return tree._chunks;
    }

    // Levels count down to 0, so that a node can't be its own descendant.
    private void ReadNode(ulong address, int level, bool isRoot)
    {
        const int Prefix = 24;
        var prefix = _image.Read(address, Prefix, "chunk index node");
        prefix.Signature("TREE"u8);
        var (type, actualLevel, count) = (prefix.U8(), prefix.U8(), prefix.U16());
        if (type != 1 || actualLevel != level)
            throw _image.Damaged($"a chunk index node has type {type} and level {actualLevel}, not {level}");
        if (!_nodes.Add(address) || (count == 0 && !isRoot))
            throw _image.Damaged("a chunk index has an empty node, or one that two others share");
        var keyLength = 8 + (8 * (_grid.Rank + 1));
        var cursor = _image.Read(address + Prefix, (ulong)(count * (keyLength + 8)), "chunk index node");
        for (var i = 0; i < count; i++)
        {
            var (size, skipped) = (cursor.U32(), cursor.U32());
            var offset = new long[_grid.Rank];
            for (var axis = 0; axis < offset.Length; axis++)
                offset[axis] = cursor.U64() is <= long.MaxValue and var o ? (long)o : throw _image.Damaged("a chunk has a negative offset");
            if (cursor.U64() != 0)
                throw _image.Damaged("a chunk begins within an element");
            var child = cursor.U64();
            if (level > 0)
                ReadNode(child, level - 1, isRoot: false);
            else if (_places.Add(_grid.PlaceOf(_image, offset)))
                _chunks.Add(new(child, size, skipped, offset));
            else
                throw _image.Damaged("two chunks have the same place");
        }
    }
}
