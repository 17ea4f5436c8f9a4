namespace GenNet.Contracts;

/// <summary>What becomes of an older version's weights by names alone: of those that the class has, and of those that it declares to have had.</summary>
/// <param name="OldNames">Names in the older version by the present ones, of layers that both have.</param>
/// <param name="BeginAnew">Present names of layers whose weights begin anew.</param>
/// <param name="Dropped">Names in the older version of layers whose weights nobody takes, as is declared.</param>
/// <param name="Changes">Everything that changed.</param>
public sealed record DeclaredWay(
    IReadOnlyDictionary<string, string> OldNames, IReadOnlyCollection<string> BeginAnew, IReadOnlyCollection<string> Dropped, IReadOnlyList<ContractChange> Changes)
{
    /// <summary>What breaks all the same: the file has something that nobody takes, or lacks something.</summary>
    public IEnumerable<ContractChange> Breaks => Changes.Where(static change => change.Severity == ChangeSeverity.Breaking);

    /// <summary>The worst that happens.</summary>
    public ChangeSeverity Severity => Changes.Select(static change => change.Severity).DefaultIfEmpty().Max();

    /// <summary>Names in the older version by the present ones, of layers that were called otherwise.</summary>
    public IEnumerable<KeyValuePair<string, string>> Renamed => OldNames.Where(static pair => pair.Key != pair.Value);

    /// <summary>What is declared about the way from <paramref name="old"/> to <paramref name="now"/>.</summary>
    /// <param name="old">The older version; its number is 0 if it isn't known.</param>
    /// <param name="now">The newer one, with what its class declares.</param>
    public static DeclaredWay Of(ContractVersion old, ContractVersion now)
    {
        now = now with { MigratedFrom = default };
        var names = new LayerMatching(old, now, findRenames: false).Pairs.Where(static pair => pair.Old is not null)
            .ToDictionary(static pair => pair.New.Name, static pair => pair.Old!.Name, StringComparer.Ordinal);
        var changes = ContractDiff.Compare(old, now, findRenames: false);
        var parts = changes.SelectMany(static change => change.Parts).Where(static part => part.Answer == ChangeAnswer.Reinitialized).ToArray();
        var misfits = new HashSet<string>(parts.Where(static part => part.New is not null).Select(static part => part.New!.Name), StringComparer.Ordinal);
        var anew = new HashSet<string>(
            now.Layers.Where(layer => layer.History.AlwaysBeginsAnew(old.Number) || (layer.History.MayBeginAnew(old.Number) && misfits.Contains(layer.Name))).Select(static layer => layer.Name),
            StringComparer.Ordinal);
        var dropped = parts.Where(static part => part.Kind == ChangeKind.LayerRemoved).Select(static part => part.Old!.Name).Concat(anew.Where(names.ContainsKey).Select(name => names[name]));
        return new(names, anew, new HashSet<string>(dropped, StringComparer.Ordinal), changes);
    }
}
