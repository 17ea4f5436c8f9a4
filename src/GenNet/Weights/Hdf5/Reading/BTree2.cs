namespace GenNet.Weights.Hdf5;

/// <summary>A version 2 B-tree: fixed-size records in checked nodes. GenNet reads it for links and attributes by name.</summary>
internal sealed class BTree2
{
    /// <summary>Records of links: hash, heap id.</summary>
    public const byte LinkNames = 5;

    /// <summary>Records of attributes: heap id, flags, creation order, hash.</summary>
    public const byte AttributeNames = 8;

    // Signature, version, type and checksum of a node.
    private const int NodeOverhead = 10;
    private const int MaxDepth = 16;

    private readonly Hdf5Image _image;
    private readonly byte _type;
    private readonly int _recordSize;
    private readonly int _countSize;
    private readonly int[] _totalSizes;
    private readonly ulong _most;
    private readonly List<byte[]> _records = [];
    private readonly HashSet<ulong> _seen = [];

    private BTree2(Hdf5Image image, ulong address, byte type)
    {
        _image = image;
        _type = type;
        var cursor = image.Read(address, 38, "B-tree");
        cursor.Signature("BTHD"u8);
        cursor.Version(0);
        var actualType = cursor.U8();
        var nodeSize = cursor.U32();
        _recordSize = cursor.U16();
        var depth = cursor.U16();
        cursor.Skip(2);
        var root = cursor.U64();
        var count = cursor.U16();
        var total = cursor.U64();
        cursor.Checksum();
        if (actualType != type || _recordSize == 0 || depth > MaxDepth || nodeSize < NodeOverhead + _recordSize || nodeSize > int.MaxValue)
            throw image.Damaged($"a B-tree of type {actualType} has impossible sizes");
        _most = (nodeSize - NodeOverhead) / (ulong)_recordSize;
        _countSize = FractalHeap.EncodedSize(_most);
        _totalSizes = TotalSizes(nodeSize, depth);
        if (count > 0)
            ReadNode(root, count, depth);
        if ((ulong)_records.Count != total)
            throw image.Damaged($"a B-tree has {_records.Count} records and says {total}");
    }

    /// <summary>All records, in order.</summary>
    public static IReadOnlyList<byte[]> Records(Hdf5Image image, ulong address, byte type) => new BTree2(image, address, type)._records;

    // Bytes that the number of all records below a child takes, by the child's depth.
    private int[] TotalSizes(ulong nodeSize, int depth)
    {
        var sizes = new int[depth + 1];
        var total = _most;
        for (var d = 1; d <= depth; d++)
        {
            var pointer = (ulong)(8 + _countSize + sizes[d - 1]);
            if (nodeSize < NodeOverhead + pointer + (ulong)_recordSize)
                throw _image.Damaged("a B-tree node is too small for its records");
            var internalMost = (nodeSize - NodeOverhead - pointer) / ((ulong)_recordSize + pointer);
            total = ulong.CreateSaturating((((UInt128)internalMost + 1) * total) + internalMost);
            sizes[d] = FractalHeap.EncodedSize(total);
        }
        return sizes;
    }

    private void ReadNode(ulong address, ulong declaredCount, int depth)
    {
        if (!_seen.Add(address))
            throw _image.Damaged("two entries of a B-tree share a node");
        if (declaredCount > _most)
            throw _image.Damaged($"a B-tree node of {declaredCount} records is not possible");
        var count = (int)declaredCount;
        var pointer = depth == 0 ? 0 : 8 + _countSize + _totalSizes[depth - 1];
        var length = (ulong)NodeOverhead + ((ulong)count * (ulong)_recordSize) + ((ulong)(count + 1) * (ulong)pointer);
        var cursor = _image.Read(address, length, "B-tree node");
        cursor.Signature(depth == 0 ? "BTLF"u8 : "BTIN"u8);
        cursor.Version(0);
        if (cursor.U8() != _type)
            throw _image.Damaged("a B-tree node is of another type than its tree");
        var records = new byte[count][];
        for (var i = 0; i < count; i++)
            records[i] = cursor.Bytes(_recordSize).ToArray();
        var children = cursor;
        cursor.Skip((count + 1) * pointer);
        cursor.Checksum();
        for (var i = 0; i <= count; i++)
        {
            if (depth > 0)
            {
                var child = children.U64();
                var childCount = children.UInt(_countSize);
                if (_totalSizes[depth - 1] > 0)
                    children.Skip(_totalSizes[depth - 1]);
                ReadNode(child, childCount, depth - 1);
            }
            if (i < count)
                _records.Add(records[i]);
        }
    }
}
