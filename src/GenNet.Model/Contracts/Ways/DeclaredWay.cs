namespace GenNet.Contracts;

/// <summary>What becomes of an older version's weights by names alone: of those that the class has, and of those that it declares to have had.</summary>
/// <param name="OldNames">Names in the older version by the present ones, of layers that both have.</param>
/// <param name="BeginAnew">Present names of layers whose weights begin anew.</param>
/// <param name="Dropped">Names in the older version of layers whose weights nobody takes, as is declared.</param>
/// <param name="Changes">Everything that changed.</param>
public sealed record DeclaredWay(
    IReadOnlyDictionary<string, string> OldNames, IReadOnlyCollection<string> BeginAnew, IReadOnlyCollection<string> Dropped, IReadOnlyList<ContractChange> Changes)
{
    /// <summary>What a load refuses: arrays that don't fit, are missing or left over, and what gives the same weights another meaning.</summary>
    public IEnumerable<ContractChange> Refused => Changes.Where(static change => change.Parts.Any(static part => SeverityOf(part) != ChangeSeverity.Compatible));

    /// <summary>What a load refuses though all arrays fit: the class computes something else from them.</summary>
    public IEnumerable<ContractChange> OfFunction => Changes.SelectMany(static change => change.Parts).Where(static part => SeverityOf(part) == ChangeSeverity.Behaviour);

    /// <summary>The worst that a load of such a file meets.</summary>
    public ChangeSeverity Severity => Changes.SelectMany(static change => change.Parts).Select(SeverityOf).DefaultIfEmpty().Max();

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
        var misfits = new HashSet<string>(parts.SelectMany(static part => part.New is { } layer ? part.Readers.Append(layer) : part.Readers).Select(static layer => layer.Name), StringComparer.Ordinal);
        var anew = new HashSet<string>(
            now.Layers.Where(layer => layer.History.AlwaysBeginsAnew(old.Number) || (layer.History.MayBeginAnew(old.Number) && misfits.Contains(layer.Name))).Select(static layer => layer.Name),
            StringComparer.Ordinal);
        var dropped = parts.Where(static part => part.Kind == ChangeKind.LayerRemoved).Select(static part => part.Old!.Name).Concat(anew.Where(names.ContainsKey).Select(name => names[name]));
        return new(names, anew, new HashSet<string>(dropped, StringComparer.Ordinal), changes);
    }

    // Numbers of another type are converted as they are read.
    private static ChangeSeverity SeverityOf(ContractChange part) => part switch
    {
        { Kind: ChangeKind.DTypeChanged, OwnSeverity: ChangeSeverity.Breaking } => part.ComputesOtherwise ? ChangeSeverity.Behaviour : ChangeSeverity.Compatible,
        _ => part.OwnSeverity,
    };
}
