namespace GenNet.Contracts;

/// <summary>Consequences in few words: <c>norm/gamma, norm/beta 8 → 16, output/kernel 8,10 → 16,10</c>.</summary>
internal static class ConsequenceText
{
    public static string Of(IEnumerable<ContractChange> consequences) => string.Join(", ", consequences
        .Select(static change => (Name: NameOf(change), What: WhatOf(change)))
        .GroupBy(static part => part.What)
        .Select(static group => string.Join(", ", group.Select(static part => part.Name)) + group.Key));

    private static string NameOf(ContractChange change)
    {
        var variable = (change.NewVariable ?? change.OldVariable)?.Name;
        return change.Layer is null ? "the model" : variable is null ? change.Layer : (change.New ?? change.Old)!.NameOf(variable);
    }

    private static string WhatOf(ContractChange change) => change.Kind switch
    {
        ChangeKind.ShapeChanged => $" {ContractText.Shape(change.OldVariable!.Shape)} → {ContractText.Shape(change.NewVariable!.Shape)}",
        ChangeKind.DTypeChanged => $" {change.OldVariable!.DType} → {change.NewVariable!.DType}",
        ChangeKind.LayerRenamed => $" was {change.Old!.Name}",
        ChangeKind.VariableAdded or ChangeKind.LayerAdded => " is new",
        ChangeKind.VariableRemoved or ChangeKind.LayerRemoved => " is gone",
        _ => ": " + change.Description,
    };
}
