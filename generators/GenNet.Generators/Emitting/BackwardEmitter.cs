using GenNet.Generators.Planning;

namespace GenNet.Generators.Emitting;

/// <summary>Writes the backward pass.</summary>
internal static class BackwardEmitter
{
    private const string WantsInputs = "inputGradients";

    /// <summary>The method.</summary>
    public static void Emit(SourceWriter writer, CompiledModel model, CallNames names)
    {
        var (spec, plan, values) = (model.Spec, model.Backward, model.Training);
        writer.Line();
        writer.Open("public override void Backward(in Pass pass)");
        if (plan.Steps.Any(static s => s.OnlyForModelInputs || s.Inputs.Any(IsConditional)))
        {
            var wanted = Enumerable.Range(0, spec.Inputs.Count).Select(static i => $"!pass.InputGradient({SourceWriter.Number(i)}).IsNone");
            writer.Line($"var {WantsInputs} = {string.Join(" || ", wanted)};");
        }
        foreach (var call in Enumerable.Range(0, spec.Calls.Count))
        {
            if (values.Places[spec.Inputs.Count + call].Kind == PlaceKind.Activation && !values.Aliases.IsAlias(spec.Inputs.Count + call))
                writer.Line($"var {names.ValueOf(call)} = {CallArguments.Expression(values.Places[spec.Inputs.Count + call])};");
        }
        foreach (var sum in plan.OutputSums)
            EmitSum(writer, sum);
        var inBlock = false;
        foreach (var step in plan.Steps)
        {
            if (step.OnlyForModelInputs && !inBlock)
                writer.Open($"if ({WantsInputs})");
            else if (!step.OnlyForModelInputs && inBlock)
                writer.Close();
            inBlock = step.OnlyForModelInputs;
            EmitStep(writer, model, names, step);
        }
        if (inBlock)
            writer.Close();
        writer.Close();
    }

    private static void EmitStep(SourceWriter writer, CompiledModel model, CallNames names, BackwardStep step)
    {
        var node = model.Spec.Calls[step.Call];
        string Value(int value) => ForwardEmitter.ValueOf(model, names, model.Training, value);
        writer.Line($"// {names.Describe(step.Call)}");
        writer.Line($"{node.Spec.Kind}Kernel<{names.ShapeOf(step.Call)}>.Backward(");
        writer.Indent();
        writer.Line("pass,");
        writer.Line(Join(CallArguments.Inputs(node, [.. node.Inputs.Select(Value)])
            .Concat(CallArguments.Variables(node, model.Weights))
            .Append("output: " + Value(model.Spec.Inputs.Count + step.Call))
            .Concat(CallArguments.Saved(model, step.Call))) + ",");
        var inputGradients = step.Inputs
            .Select(input => IsConditional(input) && !step.OnlyForModelInputs
                ? $"{WantsInputs} ? {CallArguments.Expression(input.Place)} : default"
                : CallArguments.Expression(input.Place))
            .ToArray();
        writer.Line(Join(new[] { "outputGradient: " + CallArguments.Expression(step.Output) }
            .Concat(CallArguments.Inputs(node, inputGradients, "Gradient").Where(static a => !a.StartsWith("mask", StringComparison.Ordinal)))
            .Concat(CallArguments.VariableGradients(node, model.Weights))) + ");");
        writer.Outdent();
        foreach (var sum in step.Sums)
            EmitSum(writer, sum);
    }

    // What goes to a model input directly is none where nobody wants it; a place in the arena must be made none.
    private static bool IsConditional(InputGradient input) => input is { OnlyForModelInputs: true, Place.Kind: PlaceKind.Gradient };

    private static void EmitSum(SourceWriter writer, GradientSum sum)
    {
        var (method, into) = sum.IsCopy ? ("Copy", "to") : ("Accumulate", "into");
        writer.Line(
            $"Values.{method}(pass, from: {CallArguments.Expression(sum.From)}, {into}: {CallArguments.Expression(sum.Into)}, perRow: {SourceWriter.Number(sum.PerRow)});");
    }

    private static string Join(IEnumerable<string> arguments) => string.Join(", ", arguments);
}
