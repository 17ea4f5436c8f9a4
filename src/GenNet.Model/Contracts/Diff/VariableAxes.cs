namespace GenNet.Contracts;

/// <summary>Which dimensions of a variable follow from what the layer takes, and which from its own arguments.</summary>
public static class VariableAxes
{
    /// <summary>Whether a change of shape, as of <paramref name="change"/>, comes from what the layer takes alone.</summary>
    internal static bool AllFromInput(ContractChange change) =>
        change is { Kind: ChangeKind.ShapeChanged, OldVariable: { } old, NewVariable: { } now }
        && old.Shape.Rank == now.Shape.Rank
        && !Changed(change).Any();

    /// <summary>The axes of a changed variable along which an argument of its layer gave it another size.</summary>
    /// <param name="change">A change of a variable's shape.</param>
    public static IEnumerable<int> ChangedByArguments(ContractChange change) => Changed(change);

    private static IEnumerable<int> Changed(ContractChange change)
    {
        if (change is not { OldVariable: { } old, NewVariable: { } now, New: { } layer } || old.Shape.Rank != now.Shape.Rank)
            return [];
        var prototype = LayerPrototype.Of(layer.Kind, layer.Arguments);
        var argumentsChanged = change.Argument is not null;
        return Enumerable.Range(0, now.Shape.Rank).Where(axis =>
            old.Shape[axis] != now.Shape[axis] && (argumentsChanged || prototype is null || !prototype.IsFromInput(now, axis)));
    }
}
