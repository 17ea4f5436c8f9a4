using GenNet.Graph;

namespace GenNet.Contracts;

/// <summary>
/// Which layer of one version is which of the other. What the class declares of former names decides first; else a layer of the same name is the same layer. Of those left, one that is gone and one
/// that is new are taken for a rename if class and variables agree.
/// </summary>
internal sealed class LayerMatching
{
    private readonly Dictionary<string, string> _oldNames = new(StringComparer.Ordinal);

    public LayerMatching(ContractVersion old, ContractVersion now, bool findRenames)
    {
        var before = old.Layers.ToDictionary(static layer => layer.Name, StringComparer.Ordinal);
        var told = FormerNames.In(old, now);
        var claimants = told.ToDictionary(static pair => pair.Value, static pair => pair.Key, StringComparer.Ordinal);
        var names = new HashSet<string>(now.Layers.Where(layer => !told.ContainsKey(layer.Name)).Select(static layer => layer.Name), StringComparer.Ordinal);
        var gone = old.Layers.Where(layer => !claimants.ContainsKey(layer.Name) && !names.Contains(layer.Name)).ToList();
        foreach (var layer in now.Layers)
        {
            var match = told.TryGetValue(layer.Name, out var former) ? before[former]
                : before.TryGetValue(layer.Name, out var same) && !claimants.ContainsKey(same.Name) ? same
                : !layer.History.AlwaysBeginsAnew(old.Number) && (findRenames || layer.Variables.Count == 0) ? TakeRenamed(gone, layer)
                : null;
            Pairs.Add(new(match, layer) { IsTold = former is not null, Claimant = claimants.TryGetValue(layer.Name, out var claimant) ? claimant : null });
            if (match is not null)
                _oldNames[layer.Name] = match.Name;
        }
        Removed = gone;
    }

    /// <summary>Every layer of the new version with its counterpart in the old one, where it has one.</summary>
    public List<LayerPair> Pairs { get; } = [];

    /// <summary>Layers without a counterpart in the new version.</summary>
    public IReadOnlyList<ContractLayer> Removed { get; }

    /// <summary>The old name of a layer of the new version; null if it is new.</summary>
    public string? OldName(string name) => _oldNames.TryGetValue(name, out var old) ? old : null;

    private static ContractLayer? TakeRenamed(List<ContractLayer> gone, ContractLayer layer)
    {
        var match = gone.FirstOrDefault(g => g.Kind == layer.Kind
            && g.Variables.Count == layer.Variables.Count
            && g.Variables.Zip(layer.Variables, (a, b) => layer.IsVariable ? a.Description == b.Description : a.Fits(b)).All(static fits => fits)
            && (layer.Variables.Count > 0 || g.Arguments == layer.Arguments));
        if (match is not null)
            gone.Remove(match);
        return match;
    }
}

/// <summary>A layer now and what it was.</summary>
/// <param name="Old">The layer before; null if it is new.</param>
/// <param name="New">The layer now.</param>
internal sealed record LayerPair(ContractLayer? Old, ContractLayer New)
{
    /// <summary>Whether the class declares that it had the old one's name.</summary>
    public bool IsTold { get; init; }

    /// <summary>The layer that declares to have had the name that this one has now; null if none does.</summary>
    public string? Claimant { get; init; }
}
