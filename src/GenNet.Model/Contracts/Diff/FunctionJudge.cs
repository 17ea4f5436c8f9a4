using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>
/// Decides which of the changes that leave the variables alone make the model compute something else: the fewest that, taken back, leave the same function. What computes the same is compatible,
/// however it is written, also beside changes that break weights.
/// </summary>
/// <param name="old">The version before.</param>
/// <param name="now">The version now.</param>
/// <param name="matching">Which layer is which.</param>
internal sealed class FunctionJudge(ContractVersion old, ContractVersion now, LayerMatching matching)
{
    // Two versions are compared for every set of this many changes; beyond it, each counts as it stands.
    private const int MostSuspects = 6;

    private readonly FunctionForm _form = new(knowsRanks: old.Inputs.Zip(now.Inputs, static (before, after) => before.Shape.Rank == after.Shape.Rank).All(static equal => equal));
    private readonly LayerPlaces _places = new(old, now, matching);
    private readonly HashSet<string> _removed = new(matching.Removed.Select(static layer => layer.Name), StringComparer.Ordinal);
    private readonly HashSet<(string Layer, string Argument)> _common = new(matching.Pairs.Where(static p => p.Old is not null).SelectMany(static pair =>
        LayerDiff.CommonArguments(pair).Select(name => (pair.Old!.Name, name))));

    /// <summary>The changes with what each does to the function.</summary>
    public IEnumerable<ContractChange> Judge(IReadOnlyList<ContractChange> changes)
    {
        var broken = changes.Where(static c => c.OwnSeverity == ChangeSeverity.Breaking && c.Kind != ChangeKind.LayerRenamed).ToArray();
        var replaced = Replaced(changes);
        var suspects = changes.Where(change => IsSuspect(change) && !replaced.ContainsKey(change)).ToArray();
        var culprits = Culprits(suspects, broken, replaced);
        if (culprits is not null)
        {
            return changes.Select(change =>
                culprits.Contains(change) ? change with { OwnSeverity = ChangeSeverity.Behaviour }
                : change is { OwnSeverity: ChangeSeverity.Behaviour, Kind: not ChangeKind.InputsChanged } ? change with { OwnSeverity = ChangeSeverity.Compatible } : change);
        }
        var judged = changes.Select(change => replaced.ContainsKey(change) ? change with { OwnSeverity = ChangeSeverity.Compatible } : change).ToArray();
        return broken.Length > 0 || Array.Exists(judged, static c => c.OwnSeverity == ChangeSeverity.Behaviour) ? judged : judged.Append(OutputsChanged(old, now, matching));
    }

    /// <summary>That the model returns something else.</summary>
    public static ContractChange OutputsChanged(ContractVersion old, ContractVersion now, LayerMatching matching)
    {
        var (returns, returned) = TakenValues.Describe(now, EquatableArray.Of(now.Outputs), old, EquatableArray.Of(old.Outputs), matching);
        return new(ChangeKind.OutputsChanged, ChangeSeverity.Behaviour, null, null)
        {
            Description = returns == returned ? $"the model returns {returns} in another shape" : $"the model returns {returns} and returned {returned}{(AreReordered(old, now, matching) ? $": the same in another order, so that the first output of a prediction is {now.Outputs[0]} now" : "")}",
            Operation = ChangedOperation.Of(now, EquatableArray.Of(now.Outputs), old, EquatableArray.Of(old.Outputs), matching),
        };
    }

    private static bool AreReordered(ContractVersion old, ContractVersion now, LayerMatching matching)
    {
        var names = now.Outputs.Select(output => output.IsLayer && matching.OldName(output.Name) is { } name ? output with { Name = name } : output).ToArray();
        return names.Length == old.Outputs.Count && names[0] != old.Outputs[0] && names.All(static output => output.IsLayer) && new HashSet<ContractValue>(names).SetEquals(old.Outputs);
    }

    // The fewest changes without which the function is the same; null if that can't be told.
    private HashSet<ContractChange>? Culprits(ContractChange[] suspects, ContractChange[] broken, Dictionary<ContractChange, ContractChange> replaced)
    {
        if (IsSame([], broken, replaced))
            return [];
        if (suspects.Length > MostSuspects)
            return null;
        foreach (var set in Enumerable.Range(1, (1 << suspects.Length) - 1).OrderBy(static set => CountOf(set)))
        {
            var chosen = suspects.Where((_, i) => (set & (1 << i)) != 0).ToArray();
            if (IsSame(chosen, broken, replaced))
                return new(chosen);
        }
        return null;
    }

    private bool IsSame(IReadOnlyCollection<ContractChange> undone, ContractChange[] broken, Dictionary<ContractChange, ContractChange> replaced)
    {
        var replacements = replaced.Where(pair => undone.Contains(pair.Value) || broken.Contains(pair.Value)).Select(static pair => pair.Key);
        var all = undone.Concat(broken).Concat(replacements).ToArray();
        var gone = Names(all, ChangeKind.LayerRemoved);
        var added = Names(all, ChangeKind.LayerAdded);
        var changed = new HashSet<string>(all.Where(static c => c.Kind == ChangeKind.KindChanged).Select(static c => c.Old!.Name), StringComparer.Ordinal);
        var arguments = new HashSet<(string, string)>(undone.Where(static c => c.Kind == ChangeKind.BehaviourChanged).Select(static c => (c.Old!.Name, c.Argument!)));
        foreach (var layer in broken.Where(static c => c is { Old: not null, New: not null, Kind: not ChangeKind.KindChanged }))
            arguments.UnionWith(layer.Old!.Arguments.Where(a => a.Name == layer.Argument).Select(a => (layer.Old.Name, a.Name)));
        bool Counts(string name, string argument) => _common.Contains((name, argument)) && !arguments.Contains((name, argument));
        var before = _form.Of(
            old, static name => name,
            (layer, argument) => _removed.Contains(layer) || Counts(layer, argument),
            layer => gone.Contains(layer) ? LayerForm.HandsOn : changed.Contains(layer) ? LayerForm.Unknown : LayerForm.Computes);
        var after = _form.Of(
            now, name => matching.OldName(name) ?? name,
            (layer, argument) => matching.OldName(layer) is not { } name || Counts(name, argument),
            layer => added.Contains(layer) ? LayerForm.HandsOn : matching.OldName(layer) is { } name && changed.Contains(name) ? LayerForm.Unknown : LayerForm.Computes);
        return before == after;
    }

    // A layer without weights in whose place a new one stands: that one says it all.
    private Dictionary<ContractChange, ContractChange> Replaced(IReadOnlyList<ContractChange> changes)
    {
        var added = changes.Where(static c => c.Kind == ChangeKind.LayerAdded).ToArray();
        return changes.Where(static c => c is { Kind: ChangeKind.LayerRemoved, Old.Variables.Count: 0, Old.TrainingOnly: false })
            .Select(gone => (Gone: gone, By: added.FirstOrDefault(other => !other.New!.TrainingOnly && _places.Agree(gone.Old!, other.New!))))
            .Where(static pair => pair.By is not null).ToDictionary(static pair => pair.Gone, static pair => pair.By!);
    }

    private static bool IsSuspect(ContractChange change) => change.Kind switch
    {
        ChangeKind.BehaviourChanged => true,
        ChangeKind.LayerAdded => change.New is { Variables.Count: 0, TrainingOnly: false },
        ChangeKind.LayerRemoved => change.Old is { Variables.Count: 0, TrainingOnly: false },
        ChangeKind.KindChanged => change.OwnSeverity == ChangeSeverity.Behaviour,
        _ => false,
    };

    private static HashSet<string> Names(IEnumerable<ContractChange> changes, ChangeKind kind) =>
        new(changes.Where(c => c.Kind == kind).Select(static c => c.Layer!), StringComparer.Ordinal);

    private static int CountOf(int set)
    {
        var count = 0;
        for (; set != 0; set &= set - 1)
            count++;
        return count;
    }
}
