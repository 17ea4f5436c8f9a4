using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>Brings changes together that one edit made: each stands alone, or among the consequences of the one that caused it.</summary>
internal sealed class ChangeCauses
{
    private readonly IReadOnlyList<ContractChange> _changes;
    private readonly UpstreamChanges _upstream;
    private readonly LayerPlaces _places;
    private readonly HashSet<string> _moved;
    private readonly string[] _oldNames;
    private readonly string[] _newNames;
    private readonly int?[] _causes;

    private ChangeCauses(IReadOnlyList<ContractChange> changes, ContractVersion old, ContractVersion now, LayerMatching matching, HashSet<string> moved)
    {
        (_changes, _moved) = (changes, moved);
        _places = new(old, now, matching);
        (_oldNames, _newNames) = ([.. old.Layers.Select(static layer => layer.Name)], [.. now.Layers.Select(static layer => layer.Name)]);
        _upstream = new(changes, old, now, moved);
        _causes = new int?[changes.Count];
        // Of changes that would cause each other, as of two layers that changed places and sizes, the first one stands alone.
        for (var i = 0; i < changes.Count; i++)
            _causes[i] = CauseOf(i) is { } cause && Root(cause) != i ? cause : null;
    }

    /// <summary>The changes that something else didn't cause, with those that they did.</summary>
    /// <param name="changes">All changes.</param>
    /// <param name="old">The version before.</param>
    /// <param name="now">The version now.</param>
    /// <param name="matching">Which layer is which.</param>
    /// <param name="moved">Present names of layers that take something else than before by themselves.</param>
    public static IEnumerable<ContractChange> Group(
        IReadOnlyList<ContractChange> changes, ContractVersion old, ContractVersion now, LayerMatching matching, HashSet<string> moved)
    {
        var all = new ChangeCauses(changes, old, now, matching, moved);
        var consequences = Enumerable.Range(0, changes.Count).Where(i => all._causes[i] is not null).ToLookup(all.Root, i => changes[i]);
        return Enumerable.Range(0, changes.Count)
            .Where(i => all._causes[i] is null)
            .Select(i => changes[i] with { Consequences = consequences[i].ToEquatableArray() });
    }

    private int Root(int change)
    {
        while (_causes[change] is { } cause)
            change = cause;
        return change;
    }

    private int? CauseOf(int index)
    {
        var change = _changes[index];
        switch (change.Kind)
        {
            case ChangeKind.ShapeChanged when VariableAxes.AllFromInput(change):
                return FirstLikeIt(index) ?? _upstream.Of(change) ?? First(index, other => other.Kind == ChangeKind.ShapeChanged && !VariableAxes.AllFromInput(other));
            case ChangeKind.ShapeChanged or ChangeKind.DTypeChanged or ChangeKind.VariableAdded or ChangeKind.VariableRemoved:
                return FirstLikeIt(index);
            case ChangeKind.LayerAdded when ModelOf(change, _oldNames) is { } model:
                return Before(index, other => other.Kind == ChangeKind.LayerAdded && IsWithin(other, model));
            case ChangeKind.LayerRemoved when ModelOf(change, _newNames) is { } model && Before(index, other => other.Kind == ChangeKind.LayerRemoved && IsWithin(other, model)) is { } first:
                return first;
            case ChangeKind.LayerRemoved:
                return First(index, other => other.Kind == ChangeKind.LayerAdded && _places.Agree(change.Old!, other.New!), anyLayer: true);
            case ChangeKind.ConnectionChanged when change.New!.List is { } list:
                return First(index, other => IsRenumbered(other, list), anyLayer: true) ?? Before(index, other => IsMoved(other) && _places.AreExchanged(other.New!, change.New!));
            case ChangeKind.ConnectionChanged:
                return Before(index, other => IsMoved(other) && _places.AreExchanged(other.New!, change.New!));
            case ChangeKind.LayerRenamed when RenamedModel(change) is { } model:
                return Before(index, other => other.Kind == ChangeKind.LayerRenamed && RenamedModel(other) == model);
            case ChangeKind.BehaviourChanged:
                return Before(index, other => other.Kind == ChangeKind.BehaviourChanged && other.Layer == change.Layer && Follows(change, other));
            case ChangeKind.Reordered:
                return First(index, static other => other.OwnSeverity != ChangeSeverity.Compatible);
            default:
                return null;
        }
    }

    // The outermost model around the layer, blocks_6 of blocks_6/dense, that came or went with it: the other version has nothing of it.
    private static string? ModelOf(ContractChange change, IReadOnlyCollection<string> otherNames)
    {
        var name = change.Layer!;
        for (var slash = name.IndexOf('/'); slash >= 0; slash = name.IndexOf('/', slash + 1))
        {
            var model = name.Substring(0, slash + 1);
            if (!otherNames.Any(other => other.StartsWith(model, StringComparison.Ordinal)))
                return model;
        }
        return null;
    }

    // A list that counts from another number: each element has its neighbour's name.
    private static bool IsRenumbered(ContractChange change, string list) =>
        change.Kind == ChangeKind.LayerRenamed && change.New!.List == list && FormerNames.ListOf(change.Old!.Name.Split('/')[0]) == list;

    private static (string Old, string New)? RenamedModel(ContractChange change) => FormerNames.RenamedModel(change.Old!.Name, change.New!.Name);

    // An argument that is another one's unless it is given, as strides are the pool size.
    private static bool Follows(ContractChange change, ContractChange other) =>
        ArgumentOf(change.Old!, change.Argument) == ArgumentOf(other.Old!, other.Argument) && ArgumentOf(change.New!, change.Argument) == ArgumentOf(other.New!, other.Argument);

    private static string? ArgumentOf(ContractLayer layer, string? name) => layer.Arguments.FirstOrDefault(a => a.Name == name)?.Value;

    private static bool IsWithin(ContractChange change, string model) => change.Layer!.StartsWith(model, StringComparison.Ordinal);

    private int? FirstLikeIt(int index)
    {
        var fromInput = VariableAxes.AllFromInput(_changes[index]);
        return Before(index, other => other.Kind == _changes[index].Kind && other.Layer == _changes[index].Layer && VariableAxes.AllFromInput(other) == fromInput);
    }

    private bool IsMoved(ContractChange change) => change.Kind == ChangeKind.ConnectionChanged
        || (change.Kind == ChangeKind.ShapeChanged && _moved.Contains(change.New!.Name));

    private int? First(int index, Func<ContractChange, bool> isCause, bool anyLayer = false) => Find(
        _changes.Count, i => i != index && (anyLayer || _changes[i].Layer == _changes[index].Layer) && isCause(_changes[i]));

    private int? Before(int index, Func<ContractChange, bool> isCause) => Find(index, i => isCause(_changes[i]));

    private static int? Find(int count, Func<int, bool> isCause)
    {
        for (var i = 0; i < count; i++)
        {
            if (isCause(i))
                return i;
        }
        return null;
    }
}
