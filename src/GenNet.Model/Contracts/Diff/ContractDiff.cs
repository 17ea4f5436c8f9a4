using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>
/// The one comparison of what files were saved with and what a model is now: analyzers, code fix, loader, build and command line all use it.
/// </summary>
public static class ContractDiff
{
    /// <summary>
    /// What became of <paramref name="old"/>, one change for each edit with all that followed from it: changes of layers in their present
    /// order, then layers that are gone, then the whole model's.
    /// </summary>
    /// <param name="old">The version that files were saved with.</param>
    /// <param name="now">The version to load them into.</param>
    public static IReadOnlyList<ContractChange> Compare(ContractVersion old, ContractVersion now) => Compare(old, now, findRenames: true);

    /// <summary>The same for one who knows whether names have changed.</summary>
    /// <param name="old">The version that files were saved with.</param>
    /// <param name="now">The version to load them into.</param>
    /// <param name="findRenames">
    /// Whether a layer with variables that is gone and a new one with the same may be one that was renamed. Where names decide what is loaded they are two: one is left over, and one keeps
    /// what it has.
    /// </param>
    public static IReadOnlyList<ContractChange> Compare(ContractVersion old, ContractVersion now, bool findRenames)
    {
        (old, now) = (EqualNumbers.Of(old), EqualNumbers.Of(now));
        (old, now) = (TrainingLayers.Marked(old), TrainingLayers.Marked(now));
        (old, now) = (ComputeTypes.Said(old, now), ComputeTypes.Said(now, old));
        (old, now) = (CallSettings.Said(old, now), CallSettings.Said(now, old));
        now = EqualOperations.Aligned(EqualPaddings.Aligned(EqualAxes.Aligned(now, old), old), old);
        var matching = new LayerMatching(old, now, findRenames);
        var changes = new List<ContractChange>();
        foreach (var pair in matching.Pairs)
            changes.AddRange(LayerDiff.Compare(pair));
        changes.AddRange(matching.Removed.Select(LayerDiff.Removed));
        var moved = AddConnections(old, now, matching, changes);
        changes.AddRange(LayerOrder.Compare(old, matching));
        if (InputDiff.Compare(old, now, matching) is { } inputs)
            changes.Add(inputs);
        return ChangeCauses.Group([.. new FunctionJudge(old, now, matching).Judge(changes)], old, now, matching, moved)
            .SelectMany(change => OpenConsequences.Split(DeclaredAnswers.Mark(change, old, now)))
            .Select(change => change with { WaysOut = Contracts.WaysOut.Of(change, old) })
            .ToArray();
    }

    private static HashSet<string> AddConnections(ContractVersion old, ContractVersion now, LayerMatching matching, List<ContractChange> changes)
    {
        var connections = new ConnectionDiff(old, now, matching);
        var moved = connections.Changed().ToArray();
        var broken = new HashSet<string?>(
            changes.Where(static c => c.OwnSeverity == ChangeSeverity.Breaking && c.Kind != ChangeKind.LayerRenamed).Select(static c => c.Layer), StringComparer.Ordinal);
        foreach (var pair in moved)
        {
            var (takes, took) = TakenValues.Describe(now, pair.New.Calls, old, pair.Old!.Calls, matching);
            if (!broken.Contains(pair.New.Name))
            {
                changes.Add(new(ChangeKind.ConnectionChanged, ChangeSeverity.Behaviour, pair.Old, pair.New)
                {
                    Description = $"takes {takes} and took {took}",
                    Operation = ChangedOperation.Of(now, pair.New.Calls, old, pair.Old.Calls, matching),
                });
            }
            else if (changes.FindIndex(change => change.New == pair.New && VariableAxes.AllFromInput(change)) is >= 0 and var resized)
            {
                changes[resized] = changes[resized] with
                {
                    Description = $"{changes[resized].Description}, since it takes {takes} and took {took}",
                    Operation = ChangedOperation.Of(now, pair.New.Calls, old, pair.Old.Calls, matching),
                };
            }
        }
        if (connections.OutputsChanged())
            changes.Add(FunctionJudge.OutputsChanged(old, now, matching));
        return new(moved.Select(static pair => pair.New.Name), StringComparer.Ordinal);
    }
}
