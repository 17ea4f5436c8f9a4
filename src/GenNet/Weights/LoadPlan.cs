namespace GenNet.Weights;

/// <summary>What becomes of a variable.</summary>
internal enum VariableFate
{
    Load,
    Missing,
    Mismatched,
    StartAfresh,
}

/// <summary>A variable, its array in the file and what becomes of it.</summary>
internal sealed record PlannedVariable(LoadedVariable Report, StoredTensor? Tensor, VariableFate Fate);

/// <summary>Pairs the variables of a model with the arrays of a file, and says why where they don't fit. It reads no values.</summary>
internal sealed class LoadPlan
{
    private readonly IWeightContainer _file;
    private readonly ILookup<string, StoredTensor> _arraysByGroup;

    private LoadPlan(IWeightContainer file, IReadOnlyList<ExpectedVariable> expected)
    {
        _file = file;
        _arraysByGroup = file.Tensors.Where(t => file.RoleOf(t.Path) == TensorRole.Weight).ToLookup(static t => GroupOf(t.Path), StringComparer.Ordinal);
        var variables = new PlannedVariable[expected.Count];
        foreach (var layer in Enumerable.Range(0, expected.Count).GroupBy(i => (expected[i].Layer, GroupOf(expected[i].PathBy(file.Naming)))))
            PlanLayer(layer.Key.Item2, [.. layer], expected, variables);
        Variables = variables;
        var used = variables.Where(static v => v.Tensor is not null).Select(static v => v.Tensor!.Path).ToHashSet(StringComparer.Ordinal);
        Unused = ArraysOf(TensorRole.Weight, used);
        TrainingState = ArraysOf(TensorRole.TrainingState, used);
    }

    /// <summary>The variables, in the given order.</summary>
    public IReadOnlyList<PlannedVariable> Variables { get; }

    public IReadOnlyList<UnusedArray> Unused { get; }

    public IReadOnlyList<UnusedArray> TrainingState { get; }

    public static LoadPlan Of(IWeightContainer file, IReadOnlyList<ExpectedVariable> expected) => new(file, expected);

    // A layer is loaded wholly or not at all: half of a layer is no layer.
    private void PlanLayer(string group, int[] layer, IReadOnlyList<ExpectedVariable> expected, PlannedVariable[] variables)
    {
        var arrays = _arraysByGroup[group].Count();
        // Positions mean nothing when their number differs: without its gamma, a normalization's 0 is beta.
        var otherCount = _file.Naming == VariableNaming.KerasPath && arrays > 0 && arrays != layer.Length
            ? $"the layer has {layer.Length} variables and its group in the file {arrays} arrays"
            : null;
        foreach (var i in layer)
            variables[i] = PlanVariable(expected[i], otherCount);
        if (Array.TrueForAll(layer, i => variables[i].Fate != VariableFate.Mismatched))
            return;
        foreach (var i in layer)
        {
            if (variables[i].Fate == VariableFate.Load)
                variables[i] = variables[i] with { Fate = VariableFate.Mismatched, Report = variables[i].Report with { Remark = "fits, but its layer does not" } };
        }
    }

    private PlannedVariable PlanVariable(ExpectedVariable variable, string? otherCount)
    {
        var path = variable.PathBy(_file.Naming);
        _file.TryGetTensor(path, out var tensor);
        var report = new LoadedVariable(variable.Layer, variable.Name, path, variable.Shape.ToKerasString(), tensor is null ? null : Describe(tensor));
        if (tensor is null && otherCount is null)
            return new(report, tensor, variable.StartsAfresh ? VariableFate.StartAfresh : VariableFate.Missing);
        var remark = otherCount;
        if (remark is null && tensor!.Refusal is null)
        {
            if (!tensor.HasShape(variable.Shape))
                remark = "another shape";
            else if (!tensor.Type.IsFloatingPoint())
                remark = "no floating-point numbers";
        }
        if (remark is null)
            return new(report, tensor, VariableFate.Load);
        return new(report with { Remark = remark }, tensor, variable.StartsAfresh ? VariableFate.StartAfresh : VariableFate.Mismatched);
    }

    private List<UnusedArray> ArraysOf(TensorRole role, HashSet<string> used) =>
        [.. _file.Tensors.Where(t => _file.RoleOf(t.Path) == role && !used.Contains(t.Path)).Select(static t => new UnusedArray(t.Path, Describe(t)))];

    private static string Describe(StoredTensor tensor) => tensor.Refusal is null ? $"{tensor.ShapeText} {tensor.TypeName}" : tensor.TypeName;

    private static string GroupOf(string path) => path.LastIndexOf('/') is >= 0 and var end ? path[..end] : "";
}
