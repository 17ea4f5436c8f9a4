namespace GenNet.Weights.Hdf5.Writing;

/// <summary>A group of a file that is to be written.</summary>
internal sealed class GroupToWrite
{
    private readonly SortedDictionary<string, GroupToWrite> _groups = new(Utf8Order.Instance);
    private readonly SortedDictionary<string, ArrayToWrite> _arrays = new(Utf8Order.Instance);
    private readonly Dictionary<string, SortedDictionary<string, Hdf5Attribute>> _arrayAttributes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Hdf5Attribute> _attributes = new(Utf8Order.Instance);

    public IReadOnlyDictionary<string, GroupToWrite> Groups => _groups;

    public IReadOnlyDictionary<string, ArrayToWrite> Arrays => _arrays;

    /// <summary>Attributes: texts, lists of texts, numbers.</summary>
    public IDictionary<string, Hdf5Attribute> Attributes => _attributes;

    /// <summary>Attributes of texts as h5py writes Python's bytes.</summary>
    public IDictionary<string, BytesToWrite> BytesAttributes { get; } = new SortedDictionary<string, BytesToWrite>(Utf8Order.Instance);

    /// <summary>Attributes of the array called <paramref name="array"/>.</summary>
    public IDictionary<string, Hdf5Attribute> AttributesOf(string array)
    {
        if (!_arrayAttributes.TryGetValue(array, out var attributes))
            _arrayAttributes[array] = attributes = new(Utf8Order.Instance);
        return attributes;
    }

    /// <summary>The group at <paramref name="path"/> below this one; it and those on the way are made where they are missing.</summary>
    public GroupToWrite Group(string path)
    {
        var group = this;
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (group._arrays.ContainsKey(name))
                throw new ArgumentException($"{path} is an array already.", nameof(path));
            if (!group._groups.TryGetValue(name, out var child))
                group._groups[name] = child = new();
            group = child;
        }
        return group;
    }

    /// <summary>Adds an array.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Add(string name, ArrayToWrite array)
    {
        if (name.Length == 0 || name.Contains('/') || _groups.ContainsKey(name) || !_arrays.TryAdd(name, array))
            throw new ArgumentException($"\"{name}\" is no name, or taken.", nameof(name));
    }
}
