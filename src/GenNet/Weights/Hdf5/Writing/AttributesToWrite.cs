namespace GenNet.Weights.Hdf5.Writing;

/// <summary>The attributes of one object. Their size in its header is known before the texts among them have an address.</summary>
internal sealed class AttributesToWrite
{
    private const int LongestName = 256;

    private readonly TextHeap _heap;
    private readonly List<(string Name, Hdf5Attribute Value, (int Collection, int Index, int Length) Text)> _attributes = [];

    private readonly List<(string Name, bool IsList, (int Collection, int Index, int Length)[] Texts)> _bytes = [];

    /// <summary>Takes attributes, and adds their texts to the heap.</summary>
    /// <exception cref="ArgumentException">A value is none that is written.</exception>
    public AttributesToWrite(IEnumerable<KeyValuePair<string, Hdf5Attribute>> attributes, TextHeap heap, IEnumerable<KeyValuePair<string, BytesToWrite>>? bytes = null)
    {
        foreach (var (name, value) in bytes ?? [])
            _bytes.Add((name, value.IsList, [.. value.Texts.Select(heap.Add)]));
        _heap = heap;
        foreach (var (name, value) in attributes)
            _attributes.Add((name, value, value.Text is { } text ? heap.Add(text) : default));
    }

    /// <summary>About what an attribute takes in a file, in bytes; null if it is of a kind, or a size, that isn't written.</summary>
    public static long? SizeOf(string name, Hdf5Attribute value) => name.Length > LongestName ? null : value switch
    {
        { Text: { } text } => LongestName + (3L * text.Length),
        { Texts: { } texts } => HeaderWriter.Fits(texts) ? LongestName + HeaderWriter.LargestAttribute : null,
        { Number: not null } => LongestName,
        _ => null,
    };

    /// <summary>Takes their room in a header.</summary>
    public void Draft(HeaderWriter header)
    {
        foreach (var (name, value, _) in _attributes)
            Add(header, name, value, default, 0);
        foreach (var (name, isList, texts) in _bytes)
            header.AddBytes(name, isList, Array.ConvertAll(texts, static _ => (0, 0L, 0)));
    }

    /// <summary>Writes them into a header, when texts have their places.</summary>
    public void Write(HeaderWriter header)
    {
        foreach (var (name, value, text) in _attributes)
            Add(header, name, value, text, value.Text is null ? 0 : _heap.AddressOf(text.Collection));
        foreach (var (name, isList, texts) in _bytes)
            header.AddBytes(name, isList, Array.ConvertAll(texts, text => (text.Length, _heap.AddressOf(text.Collection), text.Index)));
    }

    private static void Add(HeaderWriter header, string name, Hdf5Attribute value, (int Collection, int Index, int Length) text, long address)
    {
        if (value.Text is not null)
            header.AddText(name, text.Length, address, text.Index);
        else if (value.Texts is { } texts)
            header.AddTexts(name, texts);
        else if (value.Integer is { } integer)
            header.AddNumber(name, StoredType.Int64, integer);
        else if (value.Number is { } number)
            header.AddNumber(name, StoredType.Float64, BitConverter.DoubleToInt64Bits(number));
        else
            throw new ArgumentException($"The attribute {name} has no value that is written.", nameof(value));
    }
}
