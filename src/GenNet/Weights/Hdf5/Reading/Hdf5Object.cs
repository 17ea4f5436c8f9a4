namespace GenNet.Weights.Hdf5;

/// <summary>A group or dataset: what its header says.</summary>
internal abstract class Hdf5Object(Hdf5Image image, GlobalHeap heap, ulong address, ObjectHeader header) : IHdf5Object
{
    private List<AttributeMessage>? _attributes;

    public ulong Address => address;

    /// <summary>Names of its attributes but for those that don't lie in the object's own memory, which have none here.</summary>
    public IEnumerable<string> AttributeNames => Attributes.Select(static a => a.Name);

    protected Hdf5Image Image => image;

    protected ObjectHeader Header => header;

    // By name, so that thousands of them are looked up as fast as few.
    private List<AttributeMessage> Attributes => _attributes ??= ReadAttributes();

    public Hdf5Attribute Attribute(string name)
    {
        var (low, high) = (0, Attributes.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(Attributes[middle].Name, name);
            if (order == 0)
                return Attributes[middle].Value(image, heap);
            (low, high) = order < 0 ? (middle + 1, high) : (low, middle);
        }
        return default;
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
        attributes.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        for (var i = 1; i < attributes.Count; i++)
        {
            if (attributes[i].Name == attributes[i - 1].Name)
                throw image.Damaged($"the attribute {attributes[i].Name} is there twice");
        }
        return attributes;

        void Add(ByteCursor cursor) => attributes.Add(AttributeMessage.Read(image, cursor));

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
