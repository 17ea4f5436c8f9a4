using System.Globalization;
using GenNet.Graph;
using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>What followed from an edit, once the class answers the edit itself and not that: it stands alone, at the first layer that is still concerned, and says why.</summary>
internal static class OpenConsequences
{
    /// <summary>The change, and what is left open of it.</summary>
    public static IEnumerable<ContractChange> Split(ContractChange change)
    {
        if (change.Answer == ChangeAnswer.None || change.OwnSeverity != ChangeSeverity.Compatible || change.Severity == ChangeSeverity.Compatible)
            return [change];
        var parts = change.Consequences.ToLookup(static part => part.OwnSeverity == ChangeSeverity.Compatible);
        var first = parts[false].First();
        return
        [
            change with { Consequences = parts[true].ToEquatableArray() },
            first with { Description = $"{first.Description}, because {Cause(change)}", Consequences = parts[false].Skip(1).ToEquatableArray() },
        ];
    }

    private static string Cause(ContractChange change) => change is { Kind: ChangeKind.ShapeChanged, New: { } layer, NewVariable.Shape: { Rank: > 0 } now, OldVariable.Shape: { } old } && old.Rank == now.Rank && old[old.Rank - 1] != now[now.Rank - 1]
        ? $"'{layer.Name}' is {now[now.Rank - 1].ToString(CultureInfo.InvariantCulture)} wide now"
        : $"of '{change.Layer}', of which {change.Description}";
}
