using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>One difference between two versions of a contract.</summary>
/// <param name="Kind">What kind of change.</param>
/// <param name="Severity">What it does to files saved before.</param>
/// <param name="Old">The layer before; null if it is new, or if the change is one of the whole model.</param>
/// <param name="New">The layer now; null if it is gone, or if the change is one of the whole model.</param>
public sealed record ContractChange(ChangeKind Kind, ChangeSeverity Severity, ContractLayer? Old, ContractLayer? New)
{
    /// <summary>The variable before, of changes of a variable.</summary>
    public ContractVariable? OldVariable { get; init; }

    /// <summary>The variable now, of changes of a variable.</summary>
    public ContractVariable? NewVariable { get; init; }

    /// <summary>Keras' name of the argument, of <see cref="ChangeKind.BehaviourChanged"/>.</summary>
    public string? Argument { get; init; }

    /// <summary>What changed, in words: <c>kernel is float32 64,12 and was float32 64,10</c>.</summary>
    public required string Description { get; init; }

    /// <summary>Everything that can be done about it, the most usual first.</summary>
    public EquatableArray<string> WaysOut { get; init; }

    /// <summary>Name of the layer, the one it has now if it has one; null if the change is one of the whole model.</summary>
    public string? Layer => (New ?? Old)?.Name;

    /// <summary>What the change concerns, as <c>layer/variable</c>; of changes that leave the variables alone just the layer.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            if ((NewVariable ?? OldVariable) is { } variable)
                return [$"{Layer}/{variable.Name}"];
            if (Severity != ChangeSeverity.Breaking)
                return Layer is null ? [] : [Layer];
            return VariablesOf(Old).Concat(VariablesOf(New)).Distinct();
        }
    }

    private static IEnumerable<string> VariablesOf(ContractLayer? layer) =>
        layer is null ? [] : layer.Variables.Select(v => $"{layer.Name}/{v.Name}");
}

/// <summary>Kinds of change between versions of a contract.</summary>
public enum ChangeKind
{
    /// <summary>A variable has another shape.</summary>
    ShapeChanged,
    /// <summary>A variable has another element type.</summary>
    DTypeChanged,
    /// <summary>A layer lost a variable.</summary>
    VariableRemoved,
    /// <summary>A layer gained a variable.</summary>
    VariableAdded,
    /// <summary>A layer is gone.</summary>
    LayerRemoved,
    /// <summary>A layer is new.</summary>
    LayerAdded,
    /// <summary>A layer is gone, and a new one of the same class has the same variables.</summary>
    LayerRenamed,
    /// <summary>A layer of the same name is of another class: by Keras' reckoning another layer, even where shapes agree.</summary>
    KindChanged,
    /// <summary>An argument changed that leaves the variables' shapes alone.</summary>
    BehaviourChanged,
    /// <summary>A layer takes other values than before, or the same in another order.</summary>
    ConnectionChanged,
    /// <summary>The model returns other values than before.</summary>
    OutputsChanged,
    /// <summary>A layer stands at another place: formats that go by position, as Keras' own, may mistake it for its neighbour.</summary>
    Reordered,
    /// <summary>The model's inputs have another name, type or shape.</summary>
    InputsChanged,
}

/// <summary>What a change does to files saved before it.</summary>
public enum ChangeSeverity
{
    /// <summary>They load and mean the same.</summary>
    Compatible,
    /// <summary>They load, and the same input gives another output.</summary>
    Behaviour,
    /// <summary>They don't load, or something in them is dropped, or a variable finds nothing in them.</summary>
    Breaking,
}
