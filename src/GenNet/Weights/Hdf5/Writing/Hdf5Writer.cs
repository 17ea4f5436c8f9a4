namespace GenNet.Weights.Hdf5.Writing;

/// <summary>
/// Writes HDF5 in the classic format that Keras and h5py write by default: superblock 0, symbol tables, contiguous data. All structure
/// comes first, then all data, so that a file is written in one pass and its structure read in one go.
/// </summary>
internal sealed class Hdf5Writer
{
    private const int SuperblockLength = 96;

    private readonly TextHeap _texts = new();
    private readonly List<PlacedData> _data = [];
    private readonly bool _packs;
    private readonly List<PlacedGroup> _groups = [];
    private readonly List<(HeaderWriter Header, long Address)> _headers = [];
    private readonly byte[] _structure;
    private long _end = SuperblockLength;

    private Hdf5Writer(GroupToWrite root, bool packs)
    {
        _packs = packs;
        var placed = Place(root);
        _texts.Place(Allocate);
        var structureLength = checked((int)_end);
        PlaceData();
        _structure = new byte[structureLength];
        foreach (var group in _groups)
            Finish(group);
        foreach (var (header, address) in _headers)
            header.Write(At(address, header.Length));
        _texts.Write(At);
        WriteSuperblock(placed);
    }

    /// <summary>Writes a file.</summary>
    /// <param name="root">Its root group.</param>
    /// <param name="stream">Takes the file from its beginning.</param>
    /// <param name="packs">Whether arrays are packed by deflate, where that makes them smaller.</param>
    public static void Write(GroupToWrite root, Stream stream, bool packs = false)
    {
        var writer = new Hdf5Writer(root, packs);
        stream.Write(writer._structure);
        long position = writer._structure.Length;
        foreach (var data in writer._data)
        {
            stream.Write(new byte[data.Address - position]);
            if (data.Index is null)
                data.Array.Write(stream);
            else
                PackedArray.Write(data.Array, stream);
            position = data.Address + data.Size;
        }
    }

    // Sizes are known before addresses: texts and data get theirs last, and headers that hold them are filled in then.
    private PlacedGroup Place(GroupToWrite group)
    {
        var attributes = new AttributesToWrite(group.Attributes, _texts, group.BytesAttributes);
        var header = new HeaderWriter();
        header.AddSymbolTable(0, 0);
        attributes.Draft(header);
        var address = Allocate(header.Length);
        var names = group.Groups.Keys.Concat(group.Arrays.Keys).Order(Utf8Order.Instance).ToList();
        var table = new SymbolTableWriter(names, Allocate);
        var members = names.Select(name => group.Groups.TryGetValue(name, out var child) ? PlaceGroup(name, child) : PlaceArray(name, group.Arrays[name], group.AttributesOf(name))).ToList();
        var placed = new PlacedGroup(address, table, members, attributes);
        _groups.Add(placed);
        return placed;
    }

    private Func<Member> PlaceGroup(string name, GroupToWrite group)
    {
        var placed = Place(group);
        return () => new(name, placed.Header, placed.Table.Tree, placed.Table.Heap);
    }

    private Func<Member> PlaceArray(string name, ArrayToWrite array, IDictionary<string, Hdf5Attribute> own)
    {
        if (array.Type == StoredType.BFloat16)
            own[DatatypeBytes.BFloat16Attribute] = Hdf5Attribute.Of("bfloat16");
        var attributes = new AttributesToWrite(own, _texts);
        var packed = _packs ? PackedArray.SizeOf(array) : null;
        var data = new PlacedData(array, packed ?? array.Size);
        var draft = HeaderOf();
        attributes.Draft(draft);
        var address = Allocate(draft.Length);
        if (packed is not null)
            data.Index = Allocate(PackedArray.IndexLength(array));
        _data.Add(data);
        return () =>
        {
            var header = HeaderOf();
            attributes.Write(header);
            _headers.Add((header, address));
            if (data.Index is { } index)
                PackedArray.WriteIndex(array, data.Address, data.Size, At(index, PackedArray.IndexLength(array)));
            return new(name, address);
        };

        HeaderWriter HeaderOf()
        {
            var header = new HeaderWriter();
            if (packed is null)
                header.AddDataset(array, data.Address);
            else
                header.AddPackedDataset(array, data.Index ?? 0);
            return header;
        }
    }

    private void PlaceData()
    {
        foreach (var data in _data)
        {
            data.Address = _end;
            _end = (_end + data.Size + 7) & ~7;
        }
        // The end of the file is that of its last byte, not of what would align the next array.
        if (_data.Count > 0)
            _end = _data[^1].Address + _data[^1].Size;
    }

    private void Finish(PlacedGroup group)
    {
        var header = new HeaderWriter();
        header.AddSymbolTable(group.Table.Tree, group.Table.Heap);
        group.Attributes.Write(header);
        _headers.Add((header, group.Header));
        group.Table.Write([.. group.Members.Select(static m => m())], At);
    }

    private void WriteSuperblock(PlacedGroup root)
    {
        var writer = new ByteWriter(_structure);
        writer.Bytes(Superblock.Signature);
        writer.Skip(5);
        writer.U8(8);
        writer.U8(8);
        writer.Skip(1);
        writer.U16(4);
        writer.U16(16);
        writer.U32(0);
        writer.U64(0);
        writer.NoAddress();
        writer.U64(_end);
        writer.NoAddress();
        writer.U64(0);
        writer.U64(root.Header);
        writer.U32(1);
        writer.Skip(4);
        writer.U64(root.Table.Tree);
        writer.U64(root.Table.Heap);
    }

    private long Allocate(int length)
    {
        var address = _end;
        _end = (_end + length + 7) & ~7;
        return address;
    }

    private Span<byte> At(long address, int length) => _structure.AsSpan((int)address, length);

    private sealed record PlacedGroup(long Header, SymbolTableWriter Table, List<Func<Member>> Members, AttributesToWrite Attributes);

    // Where an array's data lies, once that is known; of a packed one also the index of its chunk.
    private sealed class PlacedData(ArrayToWrite array, long size)
    {
        public ArrayToWrite Array { get; } = array;

        public long Size { get; } = size;

        public long Address { get; set; }

        public long? Index { get; set; }
    }
}
