namespace GenNet.Weights.Hdf5;

/// <summary>Filters that are undone here.</summary>
internal enum FilterKind
{
    Deflate = 1,
    Shuffle = 2,
    Fletcher32 = 3,
}

/// <summary>What the chunks of a dataset went through before they were written, first to last.</summary>
internal sealed class Filters
{
    private const int FirstNamedFilter = 256;
    private const int MostFilters = 32;
    private const uint StrongestDeflate = 9;

    private readonly List<(int Id, uint[] Values)> _filters = [];

    public static Filters None { get; } = new();

    public int Count => _filters.Count;

    /// <summary>What can't be undone here; null if all can.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Bytes of the elements that were shuffled.</summary>
    public int ElementSize { get; private set; }

    /// <summary>Their numbers, in the order that chunks went through them.</summary>
    public IReadOnlyList<int> Ids => [.. _filters.Select(static f => f.Id)];

    public FilterKind this[int filter] => (FilterKind)_filters[filter].Id;

    public static Filters Read(Hdf5Image image, ByteCursor cursor)
    {
        var version = cursor.U8();
        var count = cursor.U8();
        if (version is not (1 or 2) || count is 0 or > MostFilters)
            throw image.Damaged($"a filter pipeline of version {version} with {count} filters is not possible");
        if (version == 1)
            cursor.Skip(6);
        var filters = new Filters();
        for (var i = 0; i < count; i++)
            filters.Add(ReadFilter(ref cursor, version));
        return filters;
    }

    /// <summary>Refuses parameters that contradict the type, or that no filter takes.</summary>
    public void Check(Hdf5Image image, uint elementSize)
    {
        foreach (var (id, values) in _filters)
        {
            var fits = (FilterKind)id switch
            {
                FilterKind.Deflate => values is [<= StrongestDeflate],
                FilterKind.Shuffle => values is [var size] && size == elementSize,
                _ => values is [],
            };
            if (!fits)
                throw image.Damaged($"filter {id} has the parameters ({string.Join(", ", values)}), which do not fit elements of {elementSize} bytes");
        }
        ElementSize = (int)elementSize;
    }

    /// <summary>Whether the checksum was added before a filter.</summary>
    public bool HasChecksumBefore(int filter) => _filters.FindIndex(static f => f.Id == (int)FilterKind.Fletcher32) is >= 0 and var at && at < filter;

    private static (int Id, uint[] Values) ReadFilter(ref ByteCursor cursor, byte version)
    {
        int id = cursor.U16();
        int nameLength = version == 1 || id >= FirstNamedFilter ? cursor.U16() : 0;
        cursor.Skip(2);
        var count = cursor.U16();
        cursor.Skip(nameLength);
        if (version == 1)
            cursor.SkipPadding(nameLength);
        var bytes = cursor.Part(4 * count, "filter's parameters");
        var values = new uint[count];
        for (var i = 0; i < count; i++)
            values[i] = bytes.U32();
        if (version == 1 && count % 2 != 0)
            cursor.Skip(4);
        return (id, values);
    }

    private void Add((int Id, uint[] Values) filter)
    {
        if (filter.Id is not ((int)FilterKind.Deflate or (int)FilterKind.Shuffle or (int)FilterKind.Fletcher32))
            Refusal = $"the values went through filter {filter.Id}{NameOf(filter.Id)}";
        else if (_filters.Exists(f => f.Id == filter.Id))
            Refusal = $"the values went through filter {filter.Id} twice";
        _filters.Add(filter);
    }

    private static string NameOf(int id) => id switch
    {
        4 => " (szip)",
        5 => " (nbit)",
        6 => " (scale-offset)",
        32000 => " (LZF)",
        32001 => " (Blosc)",
        32004 => " (LZ4)",
        32015 => " (Zstandard)",
        _ => "",
    };
}
