using GenNet.Weights.Hdf5;

namespace GenNet.Weights.KerasH5;

/// <summary>
/// The groups of a file that TensorFlow 2.12 to 2.15 wrote on Windows. Python's <c>os.path.join</c> put backslashes between the names there, so that each object lies at the root,
/// <c>layers\functional\layers\dense</c>: here it lies where every other system puts it.
/// </summary>
internal sealed class BackslashGroups : IHdf5Group
{
    private const char Separator = '\\';

    // More than any model is deep.
    private const int MostParts = 64;

    private readonly IHdf5Group? _group;
    private readonly Dictionary<string, IHdf5Object> _children = new(StringComparer.Ordinal);

    private BackslashGroups(IHdf5Group? group) => _group = group;

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => [.. (_group?.Names ?? []).Where(static name => !name.Contains(Separator)), .. _children.Keys];

    /// <inheritdoc/>
    public IEnumerable<string> AttributeNames => _group?.AttributeNames ?? [];

    /// <summary>A root group with such names as groups; the group itself where it has none, or none that can only be meant so.</summary>
    public static IHdf5Group Of(IHdf5Group root)
    {
        string[] names = [.. root.Names.Where(static name => name.Contains(Separator)).Order(StringComparer.Ordinal)];
        var view = new BackslashGroups(root);
        // A name that begins others comes before them.
        return names.Length > 0 && Array.TrueForAll(names, name => view.TryAdd(name)) ? view : root;
    }

    /// <inheritdoc/>
    public Hdf5Attribute Attribute(string name) => _group is null ? default : _group.Attribute(name);

    /// <inheritdoc/>
    public IHdf5Object Open(string name) => _children.TryGetValue(name, out var child) ? child : _group!.Open(name);

    private bool TryAdd(string name)
    {
        var parts = name.Split(Separator);
        if (parts.Length > MostParts || Array.Exists(parts, static part => part.Length == 0))
            return false;
        var group = this;
        foreach (var part in parts[..^1])
        {
            if (group.GroupAt(part) is not { } next)
                return false;
            group = next;
        }
        if (group.Has(parts[^1]))
            return false;
        group._children.Add(parts[^1], _group!.Open(name));
        return true;
    }

    // An object of its own that others lie in becomes a group of both.
    private BackslashGroups? GroupAt(string name)
    {
        if (_children.TryGetValue(name, out var child))
        {
            if (child is BackslashGroups groups)
                return groups;
            if (child is not IHdf5Group own)
                return null;
            var both = new BackslashGroups(own);
            _children[name] = both;
            return both;
        }
        if (Has(name))
            return null;
        var added = new BackslashGroups(null);
        _children.Add(name, added);
        return added;
    }

    private bool Has(string name) => _children.ContainsKey(name) || _group?.Names.Contains(name) == true;
}
