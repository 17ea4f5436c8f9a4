namespace GenNet.Weights.Hdf5;

/// <summary>A group: names that stand for other objects.</summary>
internal sealed class Hdf5Group(Hdf5Reader reader, Hdf5Image image, GlobalHeap heap, ulong address, ObjectHeader header)
    : Hdf5Object(image, heap, address, header), IHdf5Group
{
    private string[]? _names;
    private Link[] _links = [];

    /// <summary>Its names, in bytewise order.</summary>
    /// <exception cref="WeightFileException">They are damaged, or one occurs twice.</exception>
    public IReadOnlyList<string> Names => SortedNames;

    private string[] SortedNames => _names ??= ReadNames();

    public IHdf5Object Open(string name)
    {
        var place = Array.BinarySearch(SortedNames, name, StringComparer.Ordinal);
        return place >= 0 ? reader.Follow(_links[place]) : throw new ArgumentException($"The group has no name {name}.", nameof(name));
    }

    /// <summary>Whether what a link repeats of this group is what the group says.</summary>
    public bool Fits(SymbolTable table) => Header.Find(Image, MessageType.SymbolTable) is not { } message || ReadTable(message) == table;

    private string[] ReadNames()
    {
        _links = [.. ReadLinks()];
        var names = new string[_links.Length];
        for (var i = 0; i < names.Length; i++)
            names[i] = _links[i].Name;
        return names;
    }

    private List<Link> ReadLinks()
    {
        List<Link> links = Header.Find(Image, MessageType.SymbolTable) is { } symbols && ReadTable(symbols) is var table ? GroupTree.Read(Image, table.Tree, table.Heap) : [];
        foreach (var message in Header.Messages)
        {
            if (message.Type == MessageType.Link)
                links.Add(Link.Read(Image, message.Open(Image, "link")));
        }
        if (Header.Find(Image, MessageType.LinkInfo) is { } info)
            ReadDense(info.Open(Image, "link info"), links);
        links.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        for (var i = 1; i < links.Count; i++)
        {
            if (links[i].Name == links[i - 1].Name)
                throw Image.Damaged($"a group has the name {links[i].Name} twice");
        }
        return links;
    }

    private SymbolTable ReadTable(HeaderMessage message)
    {
        var cursor = message.Open(Image, "symbol table");
        return new(cursor.U64(), cursor.U64());
    }

    private void ReadDense(ByteCursor info, List<Link> links)
    {
        const int HashLength = 4;
        info.Version(0);
        if ((info.U8() & 1) != 0)
            info.Skip(8);
        var (heapAddress, tree) = (info.U64(), info.U64());
        if (heapAddress == Hdf5Image.None)
            return;
        var dense = new FractalHeap(Image, heapAddress);
        foreach (var record in BTree2.Records(Image, tree, BTree2.LinkNames))
        {
            if (record.Length <= HashLength)
                throw Image.Damaged("a record of a link is too short");
            links.Add(Link.Read(Image, dense.Read(record.AsSpan(HashLength), "link")));
        }
    }
}
