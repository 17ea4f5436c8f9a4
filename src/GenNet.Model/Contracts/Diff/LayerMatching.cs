namespace GenNet.Contracts;

/// <summary>
/// Which layer of one version is which of the other. A layer of the same name is the same layer; of those left, one that is gone and one
/// that is new are taken for a rename if class and variables agree.
/// </summary>
internal sealed class LayerMatching
{
    private readonly Dictionary<string, string> _oldNames = new(StringComparer.Ordinal);

    public LayerMatching(ContractVersion old, ContractVersion now, bool findRenames)
    {
        var before = old.Layers.ToDictionary(static layer => layer.Name, StringComparer.Ordinal);
        var names = new HashSet<string>(now.Layers.Select(static layer => layer.Name), StringComparer.Ordinal);
        var gone = old.Layers.Where(layer => !names.Contains(layer.Name)).ToList();
        foreach (var layer in now.Layers)
        {
            var match = before.TryGetValue(layer.Name, out var same) ? same : findRenames || layer.Variables.Count == 0 ? TakeRenamed(gone, layer) : null;
            Pairs.Add(new(match, layer));
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
internal sealed record LayerPair(ContractLayer? Old, ContractLayer New);
