namespace GenNet.Weights.Hdf5;

/// <summary>A group or dataset: what its header says.</summary>
internal abstract class Hdf5Object(Hdf5Image image, GlobalHeap heap, ulong address, ObjectHeader header)
{
    private List<AttributeMessage>? _attributes;
    private Dictionary<string, string>? _texts;

    public ulong Address => address;

    protected Hdf5Image Image => image;

    protected ObjectHeader Header => header;

    /// <summary>Its attributes but for those of a kind that isn't read.</summary>
    public IReadOnlyList<AttributeMessage> Attributes => _attributes ??= ReadAttributes();

    /// <summary>All scalar text attributes.</summary>
    public IReadOnlyDictionary<string, string> Texts => _texts ??= ReadTexts();

    /// <summary>Whether it has an attribute of that name, of whatever type.</summary>
    public bool HasAttribute(string name) => Attributes.Any(a => a.Name == name);

    /// <summary>The value of a scalar text attribute; null if there is none.</summary>
    public string? Text(string name) => Attributes.FirstOrDefault(a => a.Name == name)?.Text(image, heap);

    private Dictionary<string, string> ReadTexts()
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var attribute in Attributes)
        {
            if (attribute.Text(image, heap) is { } text && !texts.TryAdd(attribute.Name, text))
                throw image.Damaged($"the attribute {attribute.Name} is there twice");
        }
        return texts;
    }

    private List<AttributeMessage> ReadAttributes()
    {
        var attributes = new List<AttributeMessage>();
        foreach (var message in header.Messages)
        {
            if (message.Type == MessageType.Attribute && !message.IsShared)
                Add(message.Open(image, "attribute"));
        }
        if (header.Find(image, MessageType.AttributeInfo) is { } info)
            ReadDense(info.Open(image, "attribute info"));
        return attributes;

        void Add(ByteCursor cursor)
        {
            if (AttributeMessage.Read(image, cursor) is { } attribute)
                attributes.Add(attribute);
        }

        void ReadDense(ByteCursor info)
        {
            const int HeapIdLength = 8;
            const int Shared = 2;
            info.Version(0);
            if ((info.U8() & 1) != 0)
                info.Skip(2);
            var (heapAddress, tree) = (info.U64(), info.U64());
            if (heapAddress == Hdf5Image.None)
                return;
            var dense = new FractalHeap(image, heapAddress);
            foreach (var record in BTree2.Records(image, tree, BTree2.AttributeNames))
            {
                if (record.Length <= HeapIdLength)
                    throw image.Damaged("a record of an attribute is too short");
                // A shared message lies elsewhere, a huge object too: neither is a name or a version.
                if ((record[HeapIdLength] & Shared) == 0 && FractalHeap.IsManaged(record))
                    Add(dense.Read(record.AsSpan(0, HeapIdLength), "attribute"));
            }
        }
    }
}
