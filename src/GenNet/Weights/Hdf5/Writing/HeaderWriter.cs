using System.Text;

namespace GenNet.Weights.Hdf5.Writing;

/// <summary>Object headers of version 1 with the messages that h5py writes for groups and datasets.</summary>
internal sealed class HeaderWriter
{
    public const int PrefixLength = 16;

    private const int Constant = 1;

    // A message's length has 16 bits, of which name and type take some.
    public const int LargestAttribute = 64_000;

    private readonly List<(MessageType Type, byte Flags, byte[] Body)> _messages = [];

    public int Length => PrefixLength + _messages.Sum(static m => 8 + m.Body.Length);

    /// <summary>Makes it a group's.</summary>
    public void AddSymbolTable(long tree, long heap)
    {
        var writer = Add(MessageType.SymbolTable, 0, 16);
        writer.U64(tree);
        writer.U64(heap);
    }

    /// <summary>Makes it a dataset's: dataspace, datatype, fill value, layout.</summary>
    /// <param name="array">The array.</param>
    /// <param name="address">Where its data lies; ignored if it has none.</param>
    public void AddDataset(ArrayToWrite array, long address)
    {
        AddDataspace(array);
        Add(MessageType.Datatype, Constant, DatatypeBytes.Of(array.Type));
        Add(MessageType.FillValue, Constant, [2, 2, 2, 1, 0, 0, 0, 0]);
        var layout = Add(MessageType.Layout, 0, 24);
        layout.U8(3);
        layout.U8(1);
        if (array.Size == 0)
            layout.NoAddress();
        else
            layout.U64(address);
        layout.U64(array.Size);
    }

    /// <summary>Makes it a dataset's whose data is one chunk, packed by deflate.</summary>
    /// <param name="array">The array.</param>
    /// <param name="index">Where the index of its chunks lies.</param>
    public void AddPackedDataset(ArrayToWrite array, long index)
    {
        AddDataspace(array);
        Add(MessageType.Datatype, Constant, DatatypeBytes.Of(array.Type));
        Add(MessageType.FillValue, Constant, [2, 3, 2, 1, 0, 0, 0, 0]);
        var layout = Add(MessageType.Layout, 0, 11 + ((array.Shape.Rank + 1) * 4));
        layout.U8(3);
        layout.U8(2);
        layout.U8(array.Shape.Rank + 1);
        layout.U64(index);
        foreach (var dimension in array.Shape.Dimensions)
            layout.U32(dimension);
        layout.U32(array.Type.Size());
        // One filter, deflate, without a name, and its one value: the level that it was packed with.
        Add(MessageType.Filters, Constant, [1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0, 0]);
    }

    /// <summary>Adds a scalar text of variable length.</summary>
    /// <param name="name">The attribute's name.</param>
    /// <param name="length">Bytes of the text.</param>
    /// <param name="collection">Address of the global heap that holds the text.</param>
    /// <param name="index">Its number there.</param>
    public void AddText(string name, int length, long collection, int index)
    {
        var writer = AddAttribute(name, DatatypeBytes.VariableText, count: null, size: 16);
        writer.U32(length);
        writer.U64(collection);
        writer.U32(index);
    }

    /// <summary>Adds texts of variable length that are said to be ASCII.</summary>
    /// <param name="name">The attribute's name.</param>
    /// <param name="isList">Whether they are a list.</param>
    /// <param name="texts">For each its bytes, the address of the global heap that holds it, and its number there.</param>
    public void AddBytes(string name, bool isList, IReadOnlyList<(int Length, long Collection, int Index)> texts)
    {
        var writer = AddAttribute(name, DatatypeBytes.VariableAsciiText, isList ? texts.Count : null, 16 * texts.Count);
        foreach (var (length, collection, index) in texts)
        {
            writer.U32(length);
            writer.U64(collection);
            writer.U32(index);
        }
    }

    /// <summary>Adds a list of texts as NumPy's bytes: each padded with NULs to the longest. One of no texts has floating-point numbers as its type, as Keras writes it.</summary>
    /// <exception cref="ArgumentException">They take more than an attribute can.</exception>
    public void AddTexts(string name, IReadOnlyList<string> texts)
    {
        var elements = texts.Select(Encoding.UTF8.GetBytes).ToArray();
        var longest = LongestOf(texts);
        if (!Fits(texts))
            throw new ArgumentException($"The {elements.Length} texts of the attribute {name} take more than the {LargestAttribute} bytes that an attribute can.", nameof(texts));
        var type = elements.Length == 0 ? DatatypeBytes.Of(StoredType.Float64) : DatatypeBytes.FixedText(longest, isAscii: texts.All(static t => Ascii.IsValid(t)));
        var writer = AddAttribute(name, type, elements.Length, elements.Length * longest);
        foreach (var element in elements)
        {
            writer.Bytes(element);
            writer.Skip(longest - element.Length);
        }
    }

    /// <summary>Whether an attribute can hold the texts.</summary>
    public static bool Fits(IReadOnlyList<string> texts) => (long)LongestOf(texts) * texts.Count <= LargestAttribute;

    /// <summary>Adds a scalar number of 8 bytes.</summary>
    public void AddNumber(string name, StoredType type, long bits) => AddAttribute(name, DatatypeBytes.Of(type), count: null, sizeof(long)).U64(bits);

    private static int LongestOf(IReadOnlyList<string> texts) => texts.Select(Encoding.UTF8.GetByteCount).Append(1).Max();

    // A scalar without a count, a list with one. What is returned writes the value.
    private ByteWriter AddAttribute(string name, ReadOnlySpan<byte> type, int? count, int size)
    {
        var nameBytes = Encoding.UTF8.GetBytes(name + '\0');
        var spaceLength = count is null ? 8 : 24;
        var writer = Add(MessageType.Attribute, 0, 8 + Padded(nameBytes.Length) + Padded(type.Length) + spaceLength + Padded(size));
        writer.U8(1);
        writer.U8(0);
        writer.U16(nameBytes.Length);
        writer.U16(type.Length);
        writer.U16(spaceLength);
        writer.Bytes(nameBytes);
        writer.Align();
        writer.Bytes(type);
        writer.Align();
        writer.U8(1);
        writer.U8(count is null ? 0 : 1);
        writer.U8(count is null ? 0 : 1);
        writer.Skip(5);
        if (count is { } elements)
        {
            writer.U64(elements);
            writer.U64(elements);
        }
        return writer;
    }

    public void Write(Span<byte> target)
    {
        var writer = new ByteWriter(target);
        writer.U8(1);
        writer.U8(0);
        writer.U16(_messages.Count);
        writer.U32(1);
        writer.U32(Length - PrefixLength);
        writer.Skip(4);
        foreach (var (type, flags, body) in _messages)
        {
            writer.U16((int)type);
            writer.U16(body.Length);
            writer.U8(flags);
            writer.Skip(3);
            writer.Bytes(body);
        }
    }

    internal static int Padded(int length) => (length + 7) & ~7;

    private void AddDataspace(ArrayToWrite array)
    {
        var rank = array.Shape.Rank;
        var writer = Add(MessageType.Dataspace, 0, 8 + (16 * rank));
        writer.U8(1);
        writer.U8(rank);
        // Largest dimensions follow the dimensions, as h5py writes them.
        writer.U8(rank > 0 ? 1 : 0);
        writer.Skip(5);
        for (var pass = 0; pass < 2; pass++)
        {
            foreach (var dimension in array.Shape.Dimensions)
                writer.U64(dimension);
        }
    }

    private ByteWriter Add(MessageType type, byte flags, int length)
    {
        _messages.Add((type, flags, new byte[Padded(length)]));
        return new(_messages[^1].Body);
    }

    private void Add(MessageType type, byte flags, ReadOnlySpan<byte> body) => Add(type, flags, body.Length).Bytes(body);
}
