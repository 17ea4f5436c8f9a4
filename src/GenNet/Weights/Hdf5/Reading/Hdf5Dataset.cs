namespace GenNet.Weights.Hdf5;

/// <summary>A dataset: an array of elements somewhere in the file.</summary>
internal sealed class Hdf5Dataset : Hdf5Object, IHdf5Dataset
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
        Type = type.IsShared ? SharedDatatype.Read(image, type) : OwnType(type);
        if (Type is { Class: DatatypeClass.Opaque, Size: 2 } && Attribute("dtype").Text == "bfloat16")
            Type = Type.AsBFloat16();
        if (header.Find(image, MessageType.Filters) is { } filters)
            _filters = Filters.Read(image, filters.Open(image, "filters"));
        Refusal = header.Has(MessageType.ExternalFiles) ? "the values lie in another file"
            : (_layout as DataLayout.Refused)?.Refusal
            ?? _filters.Refusal
            ?? (type.IsShared ? "its type is a committed one, which lies elsewhere in the file" : null);
        _fill = FillValue.Read(image, header);
        if (Refusal is null)
            DatasetChecks.Check(image, Space, Type, _layout, _filters, _fill);
    }

    public Dataspace Space { get; }

    public Datatype Type { get; }

    public string? Refusal { get; }

    public Hdf5Storage Storage => field ??= new(
        _layout.Layout, _filters.Ids, Header.Has(MessageType.ExternalFiles), Type.IsBigEndian, Required(MessageType.Datatype).IsShared);

    StoredType IHdf5Dataset.Type => Space.IsNull ? StoredType.Other : Type.Stored;

    public string TypeName => Space.IsNull ? "nothing (a null dataspace)" : Type.Name;

    public IReadOnlyList<long> Dimensions => Space.Dimensions;

    public void Read(ref ElementDestination destination)
    {
        switch (_layout)
        {
            case DataLayout.Contiguous { Address: not Hdf5Image.None } piece:
                Image.ReadData(piece.Address, Type.IsBigEndian, ref destination);
                break;
            case DataLayout.Chunked { Tree: not Hdf5Image.None } chunks:
                new ChunkReader(Image.ForValues(), chunks, Space, _filters).Read(Type.IsBigEndian, _fill, ref destination);
                break;
            default:
                destination.Fill(_fill, Type.IsBigEndian);
                break;
        }
    }

    private Datatype OwnType(HeaderMessage message)
    {
        var cursor = message.Open(Image, "datatype");
        return Datatype.Read(Image, ref cursor);
    }

    private HeaderMessage Required(MessageType type) =>
        Header.Find(Image, type) ?? throw Image.Damaged($"a dataset has no {type.ToString().ToLowerInvariant()}");
}
