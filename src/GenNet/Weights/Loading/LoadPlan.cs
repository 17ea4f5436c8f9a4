namespace GenNet.Weights;

/// <summary>A variable, and the array it takes its values from; null if it keeps what it has.</summary>
internal sealed record PlannedVariable(LoadedVariable Report, StoredTensor? Source)
{
    /// <summary>Whether the file has nothing for it; otherwise what it has does not fit.</summary>
    public bool IsMissing => Source is null && Report is { StoredShape: null, Remark: null };
}

/// <summary>Pairs the variables of a model with the arrays of a file, and says where they don't fit. It reads no values.</summary>
internal sealed class LoadPlan
{
    private readonly IWeightContainer _file;
    private readonly ILookup<string, StoredTensor> _arraysByGroup;
    private readonly HashSet<string> _mismatchedGroups = new(StringComparer.Ordinal);

    /// <summary>Plans the load of <paramref name="expected"/> from <paramref name="file"/>.</summary>
    public LoadPlan(IWeightContainer file, IReadOnlyList<ExpectedVariable> expected)
    {
        _file = file;
        _arraysByGroup = file.Tensors.Where(t => file.RoleOf(t.Path) == TensorRole.Weight).ToLookup(static t => GroupOf(t.Path), StringComparer.Ordinal);
        var variables = new PlannedVariable[expected.Count];
        foreach (var layer in Enumerable.Range(0, expected.Count).GroupBy(i => (expected[i].Layer, Group: GroupOf(expected[i].Path))))
            PlanLayer(layer.Key.Group, [.. layer], expected, variables);
        Variables = variables;
    }

    /// <summary>The variables in the given order.</summary>
    public IReadOnlyList<PlannedVariable> Variables { get; }

    /// <summary>Whether an array lies in the group of a layer that doesn't fit as a whole, and is left with it.</summary>
    public bool IsLeftWithItsLayer(StoredTensor array) => _file.Naming == VariableNaming.KerasPath && _mismatchedGroups.Contains(GroupOf(array.Path));

    // A layer is loaded wholly or not at all: a new kernel with an old bias is no layer.
    private void PlanLayer(string group, int[] layer, IReadOnlyList<ExpectedVariable> expected, PlannedVariable[] variables)
    {
        var arrays = _arraysByGroup[group].Count();
        // Positions mean nothing when their number differs: in a normalization without gamma, 0 is beta, of the same shape.
        var otherCount = _file.Naming == VariableNaming.KerasPath && arrays > 0 && arrays != layer.Length
            ? $"the layer has {layer.Length} variables, and its group in the file {arrays} arrays"
            : null;
        foreach (var i in layer)
            variables[i] = PlanVariable(expected[i], otherCount);
        if (Array.TrueForAll(layer, i => variables[i].Source is not null || variables[i].IsMissing))
            return;
        _mismatchedGroups.Add(group);
        foreach (var i in layer)
        {
            if (variables[i].Source is not null)
                variables[i] = new(variables[i].Report with { Remark = "it fits, but another variable of its layer does not" }, null);
        }
    }

    private PlannedVariable PlanVariable(ExpectedVariable variable, string? otherCount)
    {
        var isThere = _file.TryGetTensor(variable.Path, out var stored);
        var report = new LoadedVariable(
            variable.Layer, variable.Name, variable.Path, variable.Shape,
            isThere ? stored!.ShapeText : null, isThere ? stored!.TypeName : null);
        if (otherCount is not null)
            return new(report with { Remark = otherCount }, null);
        // An array that can't be read is no matter of shapes: reading it says what is wrong.
        var fits = isThere && (stored!.Refusal is not null || (stored.Type.IsFloatingPoint() && stored.HasShape(variable.Shape)));
        return new(report, fits ? stored : null);
    }

    private static string GroupOf(string path) => path.LastIndexOf('/') is >= 0 and var end ? path[..end] : "";
}
