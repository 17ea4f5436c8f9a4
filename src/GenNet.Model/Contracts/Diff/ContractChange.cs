using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>One edit that shows between two versions of a contract: what it did itself, and what followed from it elsewhere.</summary>
/// <param name="Kind">What kind of change.</param>
/// <param name="OwnSeverity">What it does to files saved before, without its <see cref="Consequences"/>.</param>
/// <param name="Old">The layer before; null if it is new, or if the change is one of the whole model.</param>
/// <param name="New">The layer now; null if it is gone, or if the change is one of the whole model.</param>
public sealed record ContractChange(ChangeKind Kind, ChangeSeverity OwnSeverity, ContractLayer? Old, ContractLayer? New)
{
    /// <summary>The variable before, of changes of a variable.</summary>
    public ContractVariable? OldVariable { get; init; }

    /// <summary>The variable now, of changes of a variable.</summary>
    public ContractVariable? NewVariable { get; init; }

    /// <summary>Keras' name of the argument that changed, of <see cref="ChangeKind.BehaviourChanged"/>, and of a shape that such an argument changed.</summary>
    public string? Argument { get; init; }

    /// <summary>What changed, in words: <c>kernel is float32 64,12 and was float32 64,10</c>.</summary>
    public required string Description { get; init; }

    /// <summary>What the class declares about it, so that it breaks nothing.</summary>
    public ChangeAnswer Answer { get; init; }

    /// <summary>What the same edit changed besides, as the kernel of the layer behind one of another width. They have none of their own.</summary>
    public EquatableArray<ContractChange> Consequences { get; init; }

    /// <summary>The operation that alone made it, of <see cref="ChangeKind.ConnectionChanged"/> and <see cref="ChangeKind.OutputsChanged"/>; null if it was no operation.</summary>
    public ChangedOperation? Operation { get; init; }

    /// <summary>The layers whose weights fit and mean something else, of an input of another shape.</summary>
    public EquatableArray<ContractLayer> Readers { get; init; }

    /// <summary>Everything that can be done about it, the most usual first.</summary>
    public EquatableArray<WayOut> WaysOut { get; init; }

    /// <summary>What it does to files saved before, its consequences included.</summary>
    public ChangeSeverity Severity => Parts.Max(static part => part.OwnSeverity);

    /// <summary>The kind of what is worst about it: a pooling of another size is harmless beside the kernel that it resizes.</summary>
    public ChangeKind Effect => Parts.First(part => part.OwnSeverity == Severity).Kind;

    /// <summary>Name of the layer, the one it has now if it has one; null if the change is one of the whole model.</summary>
    public string? Layer => (New ?? Old)?.Name;

    /// <summary>Whether it is a variable of another type in a layer that computes in another type, too: the same numbers give other outputs then.</summary>
    public bool ComputesOtherwise => Kind == ChangeKind.DTypeChanged && Argument == ContractLayer.ComputeType;

    /// <summary>What the change and its consequences concern, as <c>layer/variable</c>; of those that leave the variables alone just the layer.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            var harmless = Severity == ChangeSeverity.Compatible;
            return Parts.Where(part => harmless || part.OwnSeverity != ChangeSeverity.Compatible).SelectMany(static part => part.OwnNames).Distinct();
        }
    }

    /// <summary>What changed, with the consequences: <c>kernel is float32 64,12 and was float32 64,10; with it output/bias 10 → 12</c>.</summary>
    public string Text => Consequences.Count == 0 ? Description : $"{Description}; with it {ConsequenceText.Of(Consequences)}";

    /// <summary>The change itself, then its consequences.</summary>
    public IEnumerable<ContractChange> Parts => Consequences.Prepend(this);

    private IEnumerable<string> OwnNames
    {
        get
        {
            if ((NewVariable ?? OldVariable) is { } variable)
                return [(New ?? Old)!.NameOf(variable.Name)];
            if (OwnSeverity != ChangeSeverity.Breaking)
                return Layer is null ? Readers.Select(static layer => layer.Name) : [Layer];
            return VariablesOf(Old).Concat(VariablesOf(New));
        }
    }

    private static IEnumerable<string> VariablesOf(ContractLayer? layer) =>
        layer is null ? [] : layer.Variables.Select(v => layer.NameOf(v.Name));
}
