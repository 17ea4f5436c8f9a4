using GenNet.Naming;
using GenNet.Weights.Matching;

namespace GenNet.Weights;

/// <summary>A layer of a model and its counterpart in a file: which variable takes which array. It reads no values.</summary>
internal sealed class LayerPlan
{
    private readonly ExpectedLayer _layer;
    private readonly StoredLayer? _stored;

    private LayerPlan(ExpectedLayer layer, StoredLayer? stored)
    {
        _layer = layer;
        _stored = stored;
    }

    /// <summary>Its variables in order.</summary>
    public required IReadOnlyList<PlannedVariable> Variables { get; init; }

    /// <summary>Whether something of it does not fit, so that nothing of it is loaded: a new kernel with an old bias is no layer.</summary>
    public bool IsMismatched => Variables.Any(static v => v.State == PlannedState.Mismatched);

    /// <summary>Its counterpart, if it has one.</summary>
    public StoredLayer? Stored => _stored;

    /// <summary>The layer.</summary>
    public ExpectedLayer Layer => _layer;

    /// <summary>
    /// Variables that were loaded by their position in the layer beside others of their shape, or where such a layer has either of two: the file could have them in another
    /// order, or have the other one, unseen.
    /// </summary>
    public IReadOnlyList<string> Interchangeable => _stored is null || _stored.NamesItsVariables || IsMismatched
        ? []
        : [.. _layer.Variables.GroupBy(static v => (v.Path, v.Shape))
            .Where(group => group.Count() > 1 || group.Any(v => _layer.AlternativeTo(v) is not null))
            .Select(group => string.Join(", ", group.Select(v => $"{_layer.NameOf(v.Name)}{(_layer.AlternativeTo(v) is { } other ? $" (which could be {other})" : "")}")))];

    /// <summary>Plans a layer that the file has nothing for, or something that isn't read.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="file">The file.</param>
    /// <param name="fileHasNames">Whether the file names its layers, so that a path that Keras would give the layer says nothing.</param>
    /// <param name="freeNames">Names of the file's layers that are no other layer's.</param>
    public static LayerPlan Without(ExpectedLayer layer, IWeightContainer file, bool fileHasNames, IReadOnlyList<string> freeNames) => new(layer, null)
    {
        Variables = [.. layer.Variables.Select((v, i) =>
        {
            var path = layer.PathOf(i, file.Naming);
            if (file.TryGetTensor(path, out var there) && there.Refusal is not null)
                return new PlannedVariable(PlannedState.Loaded, new(layer.Present, v.Present, path, v.Shape, there.ShapeText, there.TypeName), there);
            var remark = fileHasNames && layer.Name.Length > 0 ? NotCalled(layer.Name, freeNames) : null;
            return new(PlannedState.Missing, new(layer.Present, v.Present, path, v.Shape, null, null, remark), null);
        })],
    };

    /// <summary>Plans a layer without a name in the file, and what stands at its position there, which it is not taken for.</summary>
    public static LayerPlan Opposite(ExpectedLayer layer, StoredLayer stored, VariableNaming naming, LoadOptions options)
    {
        var plan = With(layer, stored, naming, options);
        return plan.IsMismatched
            ? plan
            : new(layer, stored) { Variables = Mismatched(plan.Variables, "it fits, but another layer without a name in the file does not, so that positions are not to be trusted") };
    }

    /// <summary>Plans a layer and its counterpart.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="stored">Its counterpart.</param>
    /// <param name="naming">How the file names variables.</param>
    /// <param name="options">What may pass.</param>
    public static LayerPlan With(ExpectedLayer layer, StoredLayer stored, VariableNaming naming, LoadOptions options)
    {
        var problem = OtherKind(layer, stored) ?? stored.PositionProblem ?? OtherNames(layer, stored, naming) ?? OtherCount(layer, stored) ?? OtherVariables(layer, stored, options);
        var variables = new PlannedVariable[layer.Variables.Count];
        for (var i = 0; i < variables.Length; i++)
            variables[i] = Variable(layer, stored, naming, i, problem);
        return new(layer, stored)
        {
            Variables = Array.Exists(variables, static v => v.State == PlannedState.Mismatched)
                ? Mismatched(variables, "it fits, but another variable of its layer does not")
                : variables,
        };
    }

    private static string NotCalled(string name, IReadOnlyList<string> freeNames) => freeNames.Count(free => free == name) is > 1 and var count
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{count} layers of the file are called {name}, and nothing tells which is meant")
        : freeNames.Contains(name)
        ? $"a layer of the file is called {name}, and so Keras calls one that got no name: it does not tell which is meant; give the layer another name on both sides, name=\"…\" in Keras and Name = \"…\" on the attribute"
        : SimilarNames.Find(name, freeNames) is { } similar
        ? $"no layer of the file is called {name}, and one is called {similar}; if that is meant, set Name = \"{similar}\" on the layer's attribute"
        : $"no layer of the file is called {name}";

    private static PlannedVariable[] Mismatched(IEnumerable<PlannedVariable> variables, string remark) =>
        [.. variables.Select(v => v.State == PlannedState.Loaded ? new(PlannedState.Mismatched, v.Report with { Remark = remark }, null) : v)];

    private static PlannedVariable Variable(ExpectedLayer layer, StoredLayer stored, VariableNaming naming, int index, string? problem)
    {
        var variable = layer.Variables[index];
        var array = (stored.NamesItsVariables ? Called(stored, variable) : AtPosition(layer, stored, naming, index))?.Array;
        var path = array?.Path ?? layer.PathOf(index, naming);
        var report = new LoadedVariable(layer.Present, variable.Present, path, variable.Shape, array?.ShapeText, array?.TypeName, problem) { DType = variable.DType };
        if (problem is not null)
            return new(PlannedState.Mismatched, report, null);
        if (array is null)
            return new(PlannedState.Missing, stored.NamesItsVariables ? report with { Remark = HasInstead(layer, stored, variable.Name) } : report, null);
        // An array that can't be read is no matter of shapes: reading it says what is wrong.
        var fits = array.Refusal is not null || (array.Type.Fits(variable.DType) && array.HasShape(variable.Shape));
        return new(fits ? PlannedState.Loaded : PlannedState.Mismatched, report, fits ? array : null);
    }

    private static string HasInstead(ExpectedLayer layer, StoredLayer stored, string variable)
    {
        string[] others = [.. stored.Variables.Select(static v => v.Name!).Where(name => layer.Variables.All(v => v.Name != name))];
        return others.Length == 0
            ? $"the file has no {variable} for this layer"
            : $"the file has no {variable} for this layer, and {string.Join(", ", others)}, which the class hasn't";
    }

    // A layer's own code calls what lies in it by its attributes.
    private static StoredVariable? Called(StoredLayer stored, ExpectedVariable variable) =>
        Called(stored, variable.Name) ?? (variable.Path.Length == 0 ? null : Called(stored, variable.NameByPath));

    private static StoredVariable? Called(StoredLayer stored, string name)
    {
        for (var i = 0; i < stored.Variables.Count; i++)
        {
            if (stored.Variables[i].Name == name)
                return stored.Variables[i];
        }
        return null;
    }

    private static StoredVariable? AtPosition(ExpectedLayer layer, StoredLayer stored, VariableNaming naming, int index)
    {
        if (naming != VariableNaming.KerasPath)
            return stored.Variables.ElementAtOrDefault(index);
        var path = KerasH5.KerasPaths.Below(stored.Path, layer.Variables[index].Path);
        StoredVariable[] there = [.. stored.Variables.Where(v => KerasH5.KerasPaths.ObjectOf(v.Array.Path) == path)];
        return Array.Exists(there, static v => v.Name is not null) ? Called(stored, layer.Variables[index]) : there.ElementAtOrDefault(layer.PositionOf(index));
    }

    // What a layer's own code calls its arrays are names, and of no order.
    private static string? OtherNames(ExpectedLayer layer, StoredLayer stored, VariableNaming naming)
    {
        if (naming != VariableNaming.KerasPath)
            return null;
        StoredVariable[] named = [.. stored.Variables.Where(static v => KerasH5.KerasPaths.VariableIn(v.Array.Path) is not null)];
        return named.Length == 0 || layer.Variables.Any(variable => Called(stored, variable) is { } called && Array.IndexOf(named, called) >= 0)
            ? null
            : $"the layer has {string.Join(", ", layer.Variables.Select(static v => $"{v.Name} {v.Shape.ToKerasString()}"))}, and the file calls its arrays {string.Join(", ", named.Select(static v => $"{v.Name} {v.Array.ShapeText}"))}: "
                + "in Keras save them under the class's names, store[\"name\"] in save_own_variables, or under \"0\", \"1\", … in its order";
    }

    // A class of the user's own may well be derived from Keras' class; another one of Keras' own means something else by its variables, even where shapes agree.
    private static string? OtherKind(ExpectedLayer layer, StoredLayer stored) =>
        stored.Kind is null || stored.Kind == layer.KindInNames || !AutomaticNames.IsOfKeras(stored.Kind)
            ? null
            : $"the layer is {Wording.A(layer.Kind)}, and the file has another class there, {stored.Kind}";

    // Positions mean nothing when their number differs: in a normalization without gamma, 0 is beta, of the same shape.
    private static string? OtherCount(ExpectedLayer layer, StoredLayer stored) =>
        stored.NamesItsVariables || stored.Variables.Count == layer.Variables.Count
            ? null
            : $"the layer has {Count(layer.Variables.Count, "variable")}, and its group in the file {Count(stored.Variables.Count, "array")}";

    private static string Count(int number, string what) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");

    // Where variables have names, what is missing and what is left over is told one by one; under SkipMismatch alone the layer is left as a whole, as it is where they have none.
    private static string? OtherVariables(ExpectedLayer layer, StoredLayer stored, LoadOptions options)
    {
        if (!options.SkipsMismatch || !stored.NamesItsVariables)
            return null;
        var here = layer.Variables.Select(static v => v.Name).ToHashSet(StringComparer.Ordinal);
        var there = stored.Variables.Select(static v => v.Name!).ToHashSet(StringComparer.Ordinal);
        return (options.AllowsMissing || here.IsSubsetOf(there)) && (options.AllowsUnused || there.IsSubsetOf(here))
            ? null
            : $"the layer has {string.Join(", ", layer.Variables.Select(static v => v.Name))}, and in the file {string.Join(", ", stored.Variables.Select(static v => v.Name))}";
    }
}
