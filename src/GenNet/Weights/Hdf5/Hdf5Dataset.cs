namespace GenNet.Weights.Hdf5;

/// <summary>A dataset: an array of elements somewhere in the file.</summary>
internal sealed class Hdf5Dataset : Hdf5Object
{
    private readonly DataLayout _layout;
    private readonly Filters _filters;

    public Hdf5Dataset(Hdf5Image image, GlobalHeap heap, ulong address, ObjectHeader header)
        : base(image, heap, address, header)
    {
        Space = Dataspace.Read(image, Required(MessageType.Dataspace).Open(image, "dataspace"));
        Size = Space.Size(image, 1);
        var type = Required(MessageType.Datatype);
        _layout = DataLayout.Read(image, Required(MessageType.Layout));
        _filters = header.Find(MessageType.Filters) is { } filters ? Filters.Read(image, filters.Open(image, "filters")) : Filters.None;
        if (type.IsShared)
        {
            Type = new(DatatypeClass.Opaque, 1, StoredType.Other, "values of a committed type");
            return;
        }
        var cursor = type.Open(image, "datatype");
        Type = Datatype.Read(image, ref cursor);
        if (Type is { Class: DatatypeClass.Opaque, Size: 2 } && Text("dtype") == "bfloat16")
            Type = Type.AsBFloat16();
        Size = Space.Size(image, Type.Size);
        CheckSize();
    }

    public Dataspace Space { get; }

    public Datatype Type { get; }

    /// <summary>Bytes of all elements.</summary>
    public ulong Size { get; }

    /// <summary>Why the values can't be read; null if they can.</summary>
    public string? Refusal
    {
        get
        {
            if (Header.Find(MessageType.ExternalFiles) is not null)
                return "the values lie in another file";
            if (_layout is DataLayout.Refused refused)
                return refused.Refusal;
            return _filters.Refusal;
        }
    }

    /// <summary>Reads the elements as they are stored.</summary>
    /// <param name="bytes">Takes <see cref="Size"/> bytes.</param>
    public void Read(Span<byte> bytes)
    {
        switch (_layout)
        {
            case DataLayout.Compact compact:
                Image.ReadData(compact.Address, bytes);
                break;
            case DataLayout.Contiguous { Address: not Hdf5Image.None } contiguous:
                Image.ReadData(contiguous.Address, bytes);
                break;
            case DataLayout.Contiguous:
                Fill(bytes);
                break;
            case DataLayout.Chunked chunked:
                Fill(bytes);
                if (chunked.Tree != Hdf5Image.None)
                    new ChunkReader(Image, chunked, Space, _filters).Read(bytes);
                break;
            default:
                throw Image.Unsupported(Refusal ?? "the data layout is unknown");
        }
    }

    /// <summary>Where the elements lie in one piece; none if they lie in chunks or nowhere.</summary>
    public ulong DataAddress => _layout switch
    {
        DataLayout.Contiguous contiguous => contiguous.Address,
        DataLayout.Compact compact => compact.Address,
        _ => Hdf5Image.None,
    };

    // Declared sizes are believed only as far as the file can account for them, whoever asks for the values.
    private void CheckSize()
    {
        if (Refusal is not null || Size == 0)
            return;
        var stored = _layout switch
        {
            DataLayout.Compact compact => (ulong)compact.Size,
            DataLayout.Contiguous { Address: not Hdf5Image.None } contiguous => contiguous.Size,
            _ => Size,
        };
        if (Size > stored)
            throw Image.Damaged($"shape {ShapeFormat.Of(Space.Dimensions)} takes {Size} bytes, and {stored} are stored");
        if (_layout is DataLayout.Contiguous { Address: not Hdf5Image.None } piece && !Image.Contains(piece.Address, Size))
            throw Image.Damaged($"{Size} bytes of data at {piece.Address} do not lie in the file, which ends at {Image.End}");
        if (Size > (ulong)Image.Length * Hdf5Image.MaximumExpansion)
        {
            throw Image.Damaged(
                $"shape {ShapeFormat.Of(Space.Dimensions)} declares {Size} bytes, more than {Hdf5Image.MaximumExpansion} times the file's {Image.Length}");
        }
    }

    private void Fill(Span<byte> bytes)
    {
        var value = FillValue.Read(Image, Header);
        if (value.Length == 0)
        {
            bytes.Clear();
            return;
        }
        if (value.Length != (int)Type.Size)
            throw Image.Damaged($"a fill value of {value.Length} bytes does not fit elements of {Type.Size}");
        for (var i = 0; i < bytes.Length; i += value.Length)
            value.CopyTo(bytes[i..]);
    }

    private HeaderMessage Required(MessageType type) =>
        Header.Find(type) ?? throw Image.Damaged($"a dataset has no {type.ToString().ToLowerInvariant()}");
}
