namespace GenNet;

/// <summary>A row of a model's summary.</summary>
/// <param name="Name">The layer's name in Keras, without that of the model that it is in.</param>
/// <param name="Kind">Its class in Keras.</param>
/// <param name="Depth">How many models it is within.</param>
/// <param name="Outputs">What its first call yields.</param>
/// <param name="Parameters">Elements of its variables.</param>
/// <param name="Inputs">Names of what its first call takes.</param>
internal sealed record SummaryRow(string Name, string Kind, int Depth, IReadOnlyList<CallValueDescription> Outputs, long Parameters, IReadOnlyList<string> Inputs)
{
    private const string InputLayer = "InputLayer";
    private const string TimeDistributed = "TimeDistributed";

    /// <summary>What Keras puts before the names of layers within models.</summary>
    public string Indentation => Depth == 0 ? "" : string.Concat(Enumerable.Repeat("   ", Depth)) + "└ ";

    /// <summary>The shape with the batch in front; of several outputs a list, as Keras prints it.</summary>
    public string ShapeText => Outputs.Count == 1 ? TextOf(Outputs[0]) : $"[{string.Join(", ", Outputs.Select(TextOf))}]";

    /// <summary>What it is connected to. Keras counts a layer's calls and their outputs in brackets; here a layer's first call is shown, and what it takes are first outputs.</summary>
    public string ConnectionText => Inputs.Count == 0 ? "-" : string.Join(", ", Inputs.Select(static input => input + "[0][0]"));

    /// <summary>The rows of a model: groups of weight files are Keras' <c>model.layers</c>, in its order.</summary>
    /// <param name="model">The model.</param>
    /// <param name="expandNested">Whether layers of models among the layers are rows, too.</param>
    public static IEnumerable<SummaryRow> Of(ModelDescription model, bool expandNested)
    {
        // The models that lead to a group, each with the name that its layers have in front.
        var around = new Stack<(WeightGroupDescription Group, string Scope)>();
        foreach (var group in model.WeightGroups)
        {
            // Keras counts a model's own weights, and lists them nowhere.
            if (group.Layer >= 0 && model.Layers[group.Layer].IsVariable)
                continue;
            while (around.TryPeek(out var outer) && !IsWithin(group, outer.Group))
                around.Pop();
            var scope = around.TryPeek(out var nearest) ? nearest.Scope : "";
            var isShown = around.Count == 0 || (expandNested && !around.Any(static outer => outer.Group.Kind == TimeDistributed));
            if (isShown && (group.Kind != InputLayer || !model.IsSequential || around.Count > 0))
                yield return RowOf(model, group, around.Count, scope);
            if (group.Layer < 0 && group.Kind != InputLayer)
                around.Push((group, $"{scope}{group.Name}/"));
        }
    }

    private static SummaryRow RowOf(ModelDescription model, WeightGroupDescription group, int depth, string scope)
    {
        if (group.Layer >= 0)
        {
            var layer = model.Layers[group.Layer];
            return new(group.Name, layer.Kind, depth, [.. layer.Call.Outputs.Where(static output => !output.IsMask)], layer.Variables.Sum(static v => v.Shape.ElementCount), [.. layer.Inputs.Select(Local)]);
        }
        if (group.Kind != InputLayer)
            return new(group.Name, group.Kind, depth, group.Outputs, ParametersIn(model, group), [.. group.Inputs.Select(Local)]);
        var input = group.Outputs.Count > 0 ? null : model.Inputs.FirstOrDefault(input => input.KerasName == group.Name);
        return new(group.Name, group.Kind, depth, input is null ? group.Outputs : [new("output", input.Shape, input.DType) { HasRunTimeLength = input.HasRunTimeLength }], 0, []);

        // A layer of a model beside it is known by that model.
        string Local(string name)
        {
            var own = name.StartsWith(scope, StringComparison.Ordinal) ? name[scope.Length..] : name;
            return own.IndexOf('/') is >= 0 and var slash ? own[..slash] : own;
        }
    }

    private static long ParametersIn(ModelDescription model, WeightGroupDescription group) =>
        model.WeightGroups.Where(inner => inner.Layer >= 0 && (inner.Path == group.Path || IsWithin(inner, group))).Sum(inner => model.Layers[inner.Layer].Variables.Sum(static v => v.Shape.ElementCount));

    private static bool IsWithin(WeightGroupDescription group, WeightGroupDescription outer) => group.Path.StartsWith(outer.Path + "/", StringComparison.Ordinal);

    private static string TextOf(CallValueDescription value) => value.Shape.ToBatchString(value.HasRunTimeLength);
}
