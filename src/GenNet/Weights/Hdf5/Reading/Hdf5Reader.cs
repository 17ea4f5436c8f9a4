namespace GenNet.Weights.Hdf5;

/// <summary>
/// The library's own HDF5 reader, strict and without an HDF5 library: it validates what it reads, follows no link and reads no other file. Files are those that Keras and
/// h5py write, and what other tools make of such files (HDF5 File Format Specification, version 3).
/// </summary>
internal sealed class Hdf5Reader : IHdf5Source
{
    private readonly ByteSource _bytes;
    private readonly Hdf5Image _image;
    private readonly GlobalHeap _heap;
    private readonly Dictionary<ulong, Hdf5Object> _objects = [];
    private readonly Hdf5Group _root;

    private Hdf5Reader(ByteSource bytes)
    {
        _bytes = bytes;
        _image = new(bytes);
        _heap = new(_image);
        var superblock = Superblock.Find(bytes);
        if (superblock < 0)
            throw _image.Damaged("it is not an HDF5 file");
        var root = Superblock.Read(_image, superblock);
        _root = ObjectAt(root.Address) as Hdf5Group ?? throw _image.Damaged("the root is not a group");
        RequireTable(_root, root);
    }

    public string File => _bytes.File;

    public long Length => _bytes.Length;

    public IHdf5Group Root => _root;

    /// <summary>Opens a file, which it owns from then on.</summary>
    /// <exception cref="WeightFileException">It isn't a valid HDF5 file, or one that GenNet does not read.</exception>
    public static Hdf5Reader Open(ByteSource bytes)
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

    public void Dispose() => _bytes.Dispose();

    /// <summary>What a link leads to; what isn't read if that lies elsewhere, or is more than GenNet reads.</summary>
    /// <exception cref="WeightFileException">It is damaged.</exception>
    public IHdf5Object Follow(Link link)
    {
        if (link.Elsewhere is { } elsewhere)
        {
            var what = LinkTarget.Describe(elsewhere);
            return new Hdf5Unread(what, $"it is {what}, and links are not followed", mayHideArrays: true, elsewhere);
        }
        try
        {
            var found = ObjectAt(link.Address);
            if (found is Hdf5Group group)
                RequireTable(group, link);
            return found is Hdf5CommittedType ? new Hdf5Unread("a committed type", "it is a committed type, no array", mayHideArrays: false) : found;
        }
        catch (WeightFileException e) when (e.IsUnsupported)
        {
            return new Hdf5Unread("of a kind that is not read", e.Problem, mayHideArrays: true);
        }
    }

    // A group's names are read here, where one of a kind that isn't read is still only itself.
    private void RequireTable(Hdf5Group group, Link link)
    {
        if (link.Table is { } table && !group.Fits(table))
            throw _image.Damaged("its parent says that its names lie elsewhere than it says itself");
        _ = group.Names;
    }

    // One instance an object: a group is known again by it.
    private Hdf5Object ObjectAt(ulong address)
    {
        if (_objects.TryGetValue(address, out var known))
            return known;
        var header = ObjectHeader.Read(_image, address);
        var (isGroup, isDataset) = (header.Has(MessageType.SymbolTable) || header.Has(MessageType.LinkInfo), header.Has(MessageType.Layout));
        Hdf5Object found = (isGroup, isDataset) switch
        {
            (true, false) => new Hdf5Group(this, _image, _heap, address, header),
            (false, true) => new Hdf5Dataset(_image, _heap, address, header),
            (false, false) when header.Has(MessageType.Datatype) => new Hdf5CommittedType(_image, _heap, address, header),
            _ => throw _image.Damaged("it is neither a group nor a dataset"),
        };
        _objects[address] = found;
        return found;
    }
}
