namespace GenNet.Weights.Hdf5;

/// <summary>A dataset: an array of elements somewhere in the file.</summary>
internal sealed class Hdf5Dataset : Hdf5Object
{
    private readonly DataLayout _layout;
    private readonly Filters _filters = Filters.None;
    private readonly byte[] _fill = [];

    public Hdf5Dataset(Hdf5Image image, GlobalHeap heap, ulong address, ObjectHeader header)
        : base(image, heap, address, header)
    {
        Space = Dataspace.Read(image, Required(MessageType.Dataspace).Open(image, "dataspace"));
        _layout = DataLayout.Read(image, Required(MessageType.Layout));
        var type = Required(MessageType.Datatype);
        if (type.IsShared)
        {
            Type = new(DatatypeClass.Opaque, 1, StoredType.Other, "values of a committed type");
            Refusal = "its type is a committed one, which lies elsewhere in the file";
            return;
        }
        var cursor = type.Open(image, "datatype");
        Type = Datatype.Read(image, ref cursor);
        if (Type is { Class: DatatypeClass.Opaque, Size: 2 } && Text("dtype") == "bfloat16")
            Type = Type.AsBFloat16();
        if (header.Find(image, MessageType.Filters) is { } filters)
            _filters = Filters.Read(image, filters.Open(image, "filters"));
        Refusal = header.Has(MessageType.ExternalFiles) ? "the values lie in another file" : (_layout as DataLayout.Refused)?.Refusal ?? _filters.Refusal;
        _fill = FillValue.Read(image, header);
        if (Refusal is null)
            DatasetChecks.Check(image, Space, Type, _layout, _filters, _fill);
    }

    public Dataspace Space { get; }

    public Datatype Type { get; }

    /// <summary>Why the values can't be read; null if they can.</summary>
    public string? Refusal { get; }

    /// <summary>Reads the elements of a floating-point type as float32.</summary>
    /// <param name="values">Takes all of them.</param>
    /// <returns>How many were too large for float32.</returns>
    public long Read(Span<float> values)
    {
        if (_layout is DataLayout.Contiguous { Address: not Hdf5Image.None } piece)
            return values.IsEmpty ? 0 : Image.ReadData(piece.Address, Type, values);
        var target = new FloatTarget(values, Type);
        Collect(ref target);
        return target.TooLarge;
    }

    /// <summary>Reads the elements as little-endian bytes.</summary>
    /// <param name="bytes">Takes all of them.</param>
    public void Read(Span<byte> bytes)
    {
        if (_layout is DataLayout.Contiguous { Address: not Hdf5Image.None } piece)
        {
            if (!bytes.IsEmpty)
                Image.ReadData(piece.Address, bytes);
            if (Type.IsBigEndian)
                FloatConversion.ReverseEach(bytes, (int)Type.Size);
            return;
        }
        var target = new ByteTarget(bytes, Type);
        Collect(ref target);
    }

    private void Collect<T>(ref T target)
        where T : IElementTarget, allows ref struct
    {
        if (_layout is DataLayout.Chunked { Tree: not Hdf5Image.None } chunks)
            new ChunkReader(Image.ForValues(), chunks, Space, _filters).Read(ref target, _fill);
        else
            target.Fill(_fill);
    }

    private HeaderMessage Required(MessageType type) =>
        Header.Find(Image, type) ?? throw Image.Damaged($"a dataset has no {type.ToString().ToLowerInvariant()}");
}
