using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>Marks the changes that the class answers: they break nothing any more.</summary>
internal static class DeclaredAnswers
{
    /// <summary><paramref name="change"/> with its answers, and those of what followed from it.</summary>
    public static ContractChange Mark(ContractChange change, ContractVersion old, ContractVersion now)
    {
        if (!old.IsDraft && now.MigratedFrom.Contains(old.Number))
            return Answered(change, ChangeAnswer.Migration) with { Consequences = change.Consequences.Select(static c => Answered(c, ChangeAnswer.Migration)).ToEquatableArray() };
        var marked = OfItself(change, old, now);
        return marked with { Consequences = change.Consequences.Select(c => FollowsFrom(marked, c) ? Answered(c, marked.Answer) : OfItself(c, old, now)).ToEquatableArray() };
    }

    private static ContractChange OfItself(ContractChange change, ContractVersion old, ContractVersion now) =>
        (change.New is { } layer && layer.History.MayBeginAnew(old.Number) && (layer.Variables.Count > 0 || NeighbourWeights.BeginAnew(layer, old.Number, now))) || (change.Readers.Count > 0 && change.Readers.All(reader => reader.History.MayBeginAnew(old.Number))) ? Answered(change, ChangeAnswer.Reinitialized) : change;

    // What a layer that begins anew was put in the place of, and who takes its values: no weights of another layer that stays are concerned.
    private static bool FollowsFrom(ContractChange cause, ContractChange change) =>
        cause.Answer == ChangeAnswer.Reinitialized && change.Kind is ChangeKind.LayerRemoved or ChangeKind.ConnectionChanged or ChangeKind.OutputsChanged;

    private static ContractChange Answered(ContractChange change, ChangeAnswer answer) =>
        change.OwnSeverity == ChangeSeverity.Compatible ? change : change with { OwnSeverity = ChangeSeverity.Compatible, Answer = answer };
}
