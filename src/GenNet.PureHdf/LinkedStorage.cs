using GenNet.Weights.Hdf5;

namespace GenNet.Weights.PureHdf;

/// <summary>
/// Groups at the root that do nothing but hold what soft links elsewhere lead to. Their arrays stand at the links' names for whoever reads the file; listed at both, a copy would have them twice,
/// and Keras' formats would take them for more layers.
/// </summary>
internal sealed class LinkedStorage
{
    // Deeper than files are listed, which refuses them.
    private const int MaxDepth = 128;

    // By name at the root: datasets by hard links, and those that soft links below it lead to.
    private readonly Dictionary<string, HashSet<IHdf5Object>> _held = [];
    private readonly Dictionary<string, HashSet<IHdf5Object>> _linked = [];

    /// <summary>Looks through all groups.</summary>
    public LinkedStorage(PureHdfGroup root)
    {
        foreach (var name in root.AllNames)
        {
            (_held[name], _linked[name]) = ([], []);
            Look(root, name, name, isLinked: false, [], 0);
        }
        Names = _held.Where(name => name.Value.Count > 0 && name.Value.All(dataset => _linked.Any(other => other.Key != name.Key && other.Value.Contains(dataset)))).Select(static name => name.Key).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Their names.</summary>
    public IReadOnlySet<string> Names { get; }

    private void Look(PureHdfGroup group, string name, string top, bool isLinked, HashSet<(PureHdfGroup Group, bool IsLinked)> seen, int depth)
    {
        var found = group.OpenLink(name);
        if (found is Hdf5Unread { Link.Kind: Hdf5LinkKind.Soft })
            (found, isLinked) = (group.Open(name), true);
        if (found is PureHdfDataset)
            (isLinked ? _linked : _held)[top].Add(found);
        else if (found is PureHdfGroup next && depth < MaxDepth && seen.Add((next, isLinked)))
        {
            foreach (var child in next.AllNames)
                Look(next, child, top, isLinked, seen, depth + 1);
        }
    }
}
