using System.Diagnostics.CodeAnalysis;

namespace GenNet.Weights.Hdf5;

/// <summary>
/// An HDF5 file, read without the HDF5 library: the classic format that Keras and h5py write, and what other tools make of such files
/// (HDF5 File Format Specification, version 3). Group structure and dataset headers are validated when it is opened.
/// </summary>
public sealed class Hdf5File : IDisposable
{
    private const int MaxDepth = 128;

    private readonly ByteSource _bytes;
    private readonly Hdf5Image _image;
    private readonly GlobalHeap _heap;
    private readonly Dictionary<ulong, Hdf5Object> _objects = [];
    private readonly SortedDictionary<string, StoredTensor> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Hdf5Group> _groups = new(StringComparer.Ordinal);

    private Hdf5File(ByteSource bytes)
    {
        _bytes = bytes;
        _image = new(bytes);
        _heap = new(_image);
        var superblock = Superblock.Find(bytes);
        if (superblock < 0)
            throw _image.Damaged("it is not an HDF5 file");
        Root = ObjectAt(Superblock.Read(_image, superblock)) as Hdf5Group ?? throw _image.Damaged("the root is not a group");
        Walk(Root, "", new HashSet<ulong>());
        Tensors = [.. _tensors.Values];
    }

    /// <summary>The file.</summary>
    public string File => _bytes.File;

    /// <summary>All datasets and refused links, sorted by path.</summary>
    public IReadOnlyList<StoredTensor> Tensors { get; }

    /// <summary>Paths of all groups but the root, sorted.</summary>
    public IEnumerable<string> Groups => _groups.Keys.Where(static p => p.Length > 0).Order(StringComparer.Ordinal);

    internal Hdf5Group Root { get; }

    /// <summary>Opens a file and validates its structure.</summary>
    /// <exception cref="WeightFileException">It isn't a valid HDF5 file, or one that GenNet does not read.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static Hdf5File Open(string path) => Open(FileBytes.Open(path));

    /// <summary>Text attributes of a group.</summary>
    /// <param name="group">Its path without a leading slash; empty for the root.</param>
    /// <returns>Names and values; none if there is no such group.</returns>
    /// <exception cref="WeightFileException">They are damaged.</exception>
    public IReadOnlyDictionary<string, string> AttributesOf(string group)
    {
        try
        {
            return _groups.TryGetValue(group, out var found) ? found.Texts() : new Dictionary<string, string>();
        }
        catch (WeightFileException e) when (e.Inside is null)
        {
            throw e.At(group);
        }
    }

    /// <summary>The dataset at <paramref name="path"/>.</summary>
    /// <param name="path">Its path without a leading slash.</param>
    /// <param name="tensor">The dataset.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetTensor(string path, [NotNullWhen(true)] out StoredTensor? tensor) => _tensors.TryGetValue(path, out tensor);

    /// <inheritdoc/>
    public void Dispose() => _bytes.Dispose();

    internal static Hdf5File Open(ByteSource bytes)
    {
        try
        {
            return new(bytes);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    // A group that contains itself is listed up to where it would repeat, as h5py's visit does; a group with two names is listed twice.
    private void Walk(Hdf5Group group, string path, HashSet<ulong> above)
    {
        if (above.Count >= MaxDepth)
            throw _image.Damaged($"groups are nested more than {MaxDepth} deep");
        above.Add(group.Address);
        _groups[path] = group;
        foreach (var link in group.Links)
        {
            var child = path.Length == 0 ? link.Name : $"{path}/{link.Name}";
            _image.Charge((ulong)child.Length);
            try
            {
                Visit(link, child, above);
            }
            catch (WeightFileException e) when (e.Inside is null)
            {
                throw e.At(child);
            }
        }
        above.Remove(group.Address);
    }

    private void Visit(Link link, string path, HashSet<ulong> above)
    {
        if (link.Refusal is not null)
        {
            _tensors[path] = new Hdf5RefusedLink(File, path, link.Refusal);
            return;
        }
        if (above.Contains(link.Address))
            return;
        switch (ObjectAt(link.Address))
        {
            case Hdf5Group group:
                Walk(group, path, above);
                break;
            case Hdf5Dataset dataset:
                _tensors[path] = new Hdf5Tensor(_image, path, dataset);
                break;
        }
    }

    private Hdf5Object ObjectAt(ulong address)
    {
        if (_objects.TryGetValue(address, out var known))
            return known;
        var header = ObjectHeader.Read(_image, address);
        Hdf5Object found;
        if (header.Find(MessageType.Layout) is not null)
            found = new Hdf5Dataset(_image, _heap, address, header);
        else if (header.Find(MessageType.SymbolTable) is not null || header.Find(MessageType.LinkInfo) is not null)
            found = new Hdf5Group(_image, _heap, address, header);
        else if (header.Find(MessageType.Datatype) is not null)
            throw _image.Unsupported("it is a committed type");
        else
            throw _image.Damaged("it is neither a group nor a dataset");
        _objects[address] = found;
        return found;
    }
}
