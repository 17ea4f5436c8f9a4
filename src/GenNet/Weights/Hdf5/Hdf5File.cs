using System.Diagnostics.CodeAnalysis;

namespace GenNet.Weights.Hdf5;

/// <summary>
/// An HDF5 file, read without the HDF5 library: the classic format that Keras and h5py write, and what other tools make of such files
/// (HDF5 File Format Specification, version 3). Group structure and dataset headers are validated when it is opened.
/// </summary>
public sealed class Hdf5File : IDisposable
{
    private const int MaxDepth = 128;

    // A name that a file makes us keep takes memory of about this size, however short it is.
    private const int CostOfName = 256;

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
        var root = Superblock.Read(_image, superblock);
        Root = ObjectAt(root.Address) as Hdf5Group ?? throw _image.Damaged("the root is not a group");
        RequireTable(Root, root);
        Walk(Root, "", new HashSet<ulong>());
        Tensors = [.. _tensors.Values];
    }

    /// <summary>The file.</summary>
    public string File => _bytes.File;

    /// <summary>All datasets, and all names that stand for something that isn't read (links, types, unknown kinds), sorted by path.</summary>
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
            return _groups.TryGetValue(group, out var found) ? found.Texts : new Dictionary<string, string>();
        }
        catch (WeightFileException e)
        {
            throw e.At(group);
        }
    }

    /// <summary>The dataset at <paramref name="path"/>, or what stands in its place or on the way to it and isn't read: a link, say.</summary>
    /// <param name="path">Its path without a leading slash.</param>
    /// <param name="tensor">The dataset; a refused entry has the path that it was met at.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetTensor(string path, [NotNullWhen(true)] out StoredTensor? tensor)
    {
        if (_tensors.TryGetValue(path, out tensor))
            return true;
        for (var end = path.LastIndexOf('/'); end > 0; end = path.LastIndexOf('/', end - 1))
        {
            if (_tensors.TryGetValue(path[..end], out tensor) && tensor is Hdf5Refused { MayHideArrays: true })
                return true;
        }
        tensor = null;
        return false;
    }

    /// <summary>Whether arrays may lie behind a name that are not listed, as behind a link.</summary>
    internal bool MayHideArrays(string path) => _tensors.TryGetValue(path, out var tensor) && tensor is Hdf5Refused { MayHideArrays: true };

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
        var links = group.Links;
        above.Add(group.Address);
        _groups[path] = group;
        foreach (var link in links)
        {
            var child = path.Length == 0 ? link.Name : $"{path}/{link.Name}";
            _image.Charge((ulong)child.Length + CostOfName);
            try
            {
                Visit(link, child, above);
            }
            catch (WeightFileException e) when (e.IsUnsupported)
            {
                _tensors[child] = new Hdf5Refused(File, child, "of a kind that is not read", e.Problem, mayHideArrays: true);
            }
            catch (WeightFileException e)
            {
                throw e.At(child);
            }
        }
        above.Remove(group.Address);
    }

    private void Visit(Link link, string path, HashSet<ulong> above)
    {
        if (link.Elsewhere is not null)
        {
            _tensors[path] = new Hdf5Refused(File, path, link.Elsewhere, $"it is {link.Elsewhere}, and links are not followed", mayHideArrays: true);
            return;
        }
        if (above.Contains(link.Address))
            return;
        switch (ObjectAt(link.Address))
        {
            case Hdf5Group group:
                RequireTable(group, link);
                Walk(group, path, above);
                break;
            case Hdf5CommittedType:
                _tensors[path] = new Hdf5Refused(File, path, "a committed type", "it is a committed type, no array", mayHideArrays: false);
                break;
            case Hdf5Dataset dataset:
                _tensors[path] = new Hdf5Tensor(_image, path, dataset);
                break;
        }
    }

    private void RequireTable(Hdf5Group group, Link link)
    {
        if (link.Table is { } table && !group.Fits(table))
            throw _image.Damaged("its parent says that its names lie elsewhere than it says itself");
    }

    private Hdf5Object ObjectAt(ulong address)
    {
        if (_objects.TryGetValue(address, out var known))
            return known;
        var header = ObjectHeader.Read(_image, address);
        var (isGroup, isDataset) = (header.Has(MessageType.SymbolTable) || header.Has(MessageType.LinkInfo), header.Has(MessageType.Layout));
        Hdf5Object found = (isGroup, isDataset) switch
        {
            (true, false) => new Hdf5Group(_image, _heap, address, header),
            (false, true) => new Hdf5Dataset(_image, _heap, address, header),
            (false, false) when header.Has(MessageType.Datatype) => new Hdf5CommittedType(_image, _heap, address, header),
            _ => throw _image.Damaged("it is neither a group nor a dataset"),
        };
        _objects[address] = found;
        return found;
    }
}
