using System.Diagnostics.CodeAnalysis;

namespace GenNet.Weights.Hdf5;

/// <summary>
/// The arrays of an HDF5 file by their paths: a flat view of an <see cref="IHdf5Source"/>. All groups and the headers of all datasets are looked at when it is opened,
/// attributes and values when they are asked for.
/// </summary>
public sealed class Hdf5File : IDisposable
{
    private const int MaxDepth = 128;

    // A name that a file makes us keep takes memory of about this size, however short it is.
    private const int CostOfName = 256;

    private readonly bool _leaveOpen;
    private readonly SourceErrors _errors;
    private readonly WorkBudget _budget;
    private readonly Dictionary<string, StoredTensor> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IHdf5Group> _groups = new(StringComparer.Ordinal);

    private Hdf5File(IHdf5Source source, bool leaveOpen, Func<IHdf5Group, IHdf5Group>? view)
    {
        Source = source;
        _leaveOpen = leaveOpen;
        File = source.File;
        _errors = new(File, isForeign: source is not Hdf5Reader);
        try
        {
            Length = source.Length;
            _budget = new(File, Length);
            Walk(view is null ? source.Root : view(source.Root), "", []);
        }
        catch (Exception e) when (_errors.Concerns(e))
        {
            throw _errors.At("", e);
        }
        StoredTensor[] tensors = [.. _tensors.Values];
        Array.Sort(tensors, static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        Tensors = tensors;
    }

    /// <summary>The objects that the arrays are read from.</summary>
    public IHdf5Source Source { get; }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>All datasets, and all names that stand for something that isn't read (links, types, unknown kinds), sorted by path.</summary>
    public IReadOnlyList<StoredTensor> Tensors { get; }

    /// <summary>Paths of all groups but the root, sorted.</summary>
    public IEnumerable<string> Groups => _groups.Keys.Where(static p => p.Length > 0).Order(StringComparer.Ordinal);

    /// <summary>Bytes of the file.</summary>
    internal long Length { get; }

    /// <summary>
    /// Opens a file with GenNet's own strict reader, which needs no HDF5 library: the classic format that Keras and h5py write, and what other tools make of such files
    /// (HDF5 File Format Specification, version 3).
    /// </summary>
    /// <exception cref="WeightFileException">It isn't a valid HDF5 file, or one that GenNet does not read.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static Hdf5File Open(string path) => Open(FileBytes.Open(path));

    /// <summary>Lists the arrays of a file that a source reads.</summary>
    /// <param name="source">The open file.</param>
    /// <param name="leaveOpen">Whether disposing of this, or failing to open it, leaves the source open.</param>
    /// <exception cref="WeightFileException">The source can't read it.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static Hdf5File Open(IHdf5Source source, bool leaveOpen = false) => Open(source, leaveOpen, view: null);

    /// <summary>Lists the arrays of a file whose groups are to be seen otherwise.</summary>
    internal static Hdf5File Open(IHdf5Source source, bool leaveOpen, Func<IHdf5Group, IHdf5Group>? view)
    {
        ArgumentNullException.ThrowIfNull(source);
        try
        {
            return new(source, leaveOpen, view);
        }
        catch when (!leaveOpen)
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Text attributes of a group.</summary>
    /// <param name="group">Its path without a leading slash; empty for the root.</param>
    /// <returns>Names and values; none if there is no such group.</returns>
    /// <exception cref="WeightFileException">They are damaged.</exception>
    public IReadOnlyDictionary<string, string> AttributesOf(string group)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!_groups.TryGetValue(group, out var found))
            return texts;
        try
        {
            foreach (var name in found.AttributeNames)
            {
                if (found.Attribute(name).Text is { } text)
                    texts[name] = text;
            }
            return texts;
        }
        catch (Exception e) when (_errors.Concerns(e))
        {
            throw _errors.At(group, e);
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

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_leaveOpen)
            Source.Dispose();
    }

    /// <summary>Whether arrays may lie behind a name that are not listed, as behind a link.</summary>
    internal bool MayHideArrays(string path) => _tensors.TryGetValue(path, out var tensor) && tensor is Hdf5Refused { MayHideArrays: true };

    /// <summary>Whether there is a group.</summary>
    internal bool HasGroup(string path) => _groups.ContainsKey(path);

    /// <summary>The group at a path of <see cref="Groups"/>; the root for an empty one.</summary>
    internal IHdf5Group Group(string path) => _groups[path];

    /// <summary>Whether a group has an attribute, of whatever kind.</summary>
    internal bool HasAttribute(string group, string name)
    {
        try
        {
            return _groups.TryGetValue(group, out var found) && found.AttributeNames.Contains(name, StringComparer.Ordinal);
        }
        catch (Exception e) when (_errors.Concerns(e))
        {
            throw _errors.At(group, e);
        }
    }

    /// <summary>An attribute of a group; <c>default</c> if there is no such group.</summary>
    /// <exception cref="WeightFileException">It is damaged.</exception>
    internal Hdf5Attribute AttributeOf(string group, string name) => _groups.TryGetValue(group, out var found) ? AttributeOf(found, group, name) : default;

    /// <summary>An attribute of the object at <paramref name="path"/>.</summary>
    /// <exception cref="WeightFileException">It is damaged.</exception>
    internal Hdf5Attribute AttributeOf(IHdf5Object item, string path, string name)
    {
        try
        {
            return item.Attribute(name);
        }
        catch (Exception e) when (_errors.Concerns(e))
        {
            throw _errors.At(path, e);
        }
    }

    /// <summary>Reads the elements of the dataset at <paramref name="path"/>.</summary>
    /// <exception cref="WeightFileException">They can't be read.</exception>
    internal void Read(IHdf5Dataset dataset, string path, ref ElementDestination destination)
    {
        try
        {
            dataset.Read(ref destination);
        }
        catch (Exception e) when (_errors.Concerns(e))
        {
            throw _errors.At(path, e);
        }
    }

    /// <summary>The objects of a file, read by GenNet's own reader, which owns the bytes from then on.</summary>
    /// <exception cref="WeightFileException">It isn't a valid HDF5 file, or one that GenNet does not read.</exception>
    internal static IHdf5Source SourceOf(ByteSource bytes) => Hdf5Reader.Open(bytes);

    internal static Hdf5File Open(ByteSource bytes, Func<IHdf5Group, IHdf5Group>? view = null) => Open(Hdf5Reader.Open(bytes), leaveOpen: false, view);

    // A group that contains itself is listed up to where it would repeat, as h5py's visit does; a group with two names is listed twice.
    private void Walk(IHdf5Group group, string path, HashSet<IHdf5Group> above)
    {
        if (above.Count >= MaxDepth)
            throw WeightFileException.Damaged(File, null, $"groups are nested more than {MaxDepth} deep");
        var names = group.Names;
        above.Add(group);
        _groups.Add(path, group);
        for (var i = 0; i < names.Count; i++)
        {
            var name = names[i];
            if (name.Length == 0 || name.Contains('/'))
                throw WeightFileException.Damaged(File, null, $"\"{name}\" is no name");
            var child = path.Length == 0 ? name : $"{path}/{name}";
            _budget.Charge((ulong)child.Length + CostOfName);
            try
            {
                Visit(group.Open(name), child, above);
            }
            catch (Exception e) when (_errors.Concerns(e))
            {
                throw _errors.At(child, e);
            }
        }
        above.Remove(group);
    }

    private void Visit(IHdf5Object item, string path, HashSet<IHdf5Group> above)
    {
        switch (item)
        {
            case IHdf5Group group when above.Contains(group):
                break;
            case IHdf5Group group:
                Walk(group, path, above);
                break;
            case IHdf5Dataset dataset:
                _tensors.Add(path, new Hdf5Tensor(this, path, dataset));
                break;
            case Hdf5Unread unread:
                _tensors.Add(path, new Hdf5Refused(this, path, unread));
                break;
            default:
                throw new InvalidOperationException($"{Source.GetType()} opened it as {item?.GetType().ToString() ?? "null"}, which is no group, no dataset and no {nameof(Hdf5Unread)}");
        }
    }
}
