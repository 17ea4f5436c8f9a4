namespace GenNet.Contracts;

/// <summary>Finds layers with weights that are declared in another order than before.</summary>
internal static class LayerOrder
{
    public static IEnumerable<ContractChange> Compare(ContractVersion old, LayerMatching matching)
    {
        var places = old.Layers.Select(static (layer, index) => (layer.Name, index)).ToDictionary(static l => l.Name, static l => l.index, StringComparer.Ordinal);
        var kept = matching.Pairs.Where(static p => p.Old is { Variables.Count: > 0 } old && old.Name == p.New.Name).ToArray();
        var before = kept.OrderBy(p => places[p.Old!.Name]).ToArray();
        for (var i = 0; i < kept.Length; i++)
        {
            if (!ReferenceEquals(kept[i], before[i]))
            {
                yield return new(ChangeKind.Reordered, ChangeSeverity.Compatible, kept[i].Old, kept[i].New)
                {
                    Description = $"stands where '{before[i].New.Name}' stood",
                };
            }
        }
    }
}
