namespace GenNet.Contracts;

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

/// <summary>What the class declares about a change: an answer lets files that were saved before load.</summary>
public enum ChangeAnswer
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>The layer's former name.</summary>
    FormerName,
    /// <summary>The layer begins anew.</summary>
    Reinitialized,
    /// <summary>A method makes the new weights of the old ones.</summary>
    Migration,
}
