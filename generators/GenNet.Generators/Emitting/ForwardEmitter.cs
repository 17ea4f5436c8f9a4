using GenNet.Generators.Planning;

namespace GenNet.Generators.Emitting;

/// <summary>Writes the forward passes: straight-line calls of kernels.</summary>
internal static class ForwardEmitter
{
    /// <summary>Inference.</summary>
    public static void EmitInfer(SourceWriter writer, CompiledModel model, CallNames names)
    {
        writer.Line();
        writer.Open("public override void Infer(in Pass pass)");
        EmitCalls(writer, model, names, model.Inference, "Kernel", "Forward", "TensorRef", static (_, _) => []);
        EmitCopies(writer, model.Inference);
        writer.Close();
    }

    /// <summary>Training.</summary>
    public static void EmitForwardTraining(SourceWriter writer, CompiledModel model, CallNames names)
    {
        writer.Line();
        writer.Open("public override void ForwardTraining(in Pass pass)");
        EmitCalls(writer, model, names, model.Training, "Kernel", "ForwardTraining", "TensorRef", CallArguments.Saved);
        EmitCopies(writer, model.Training);
        writer.Close();
    }

    /// <summary>The calls of a forward pass with places by <paramref name="plan"/>.</summary>
    public static void EmitCalls(
        SourceWriter writer,
        CompiledModel model,
        CallNames names,
        ForwardPlan plan,
        string classSuffix,
        string method,
        string valueType,
        Func<CompiledModel, int, IEnumerable<string>> saved)
    {
        var spec = model.Spec;
        for (var call = 0; call < spec.Calls.Count; call++)
        {
            var (node, value) = (spec.Calls[call], spec.Inputs.Count + call);
            writer.Line($"// {names.Describe(call)}{(plan.Aliases.IsAlias(value) ? ": the same memory" : "")}");
            if (plan.Aliases.IsAlias(value))
                continue;
            if (plan.Places[value].Kind == PlaceKind.Activation)
                writer.Line($"{valueType} {names.ValueOf(call)} = {CallArguments.Expression(plan.Places[value])};");
            writer.Call(
                $"{node.Spec.Kind}{classSuffix}<{names.ShapeOf(call)}>.{method}",
                CallArguments.Inputs(node, [.. node.Inputs.Select(input => ValueOf(model, names, plan, input))]).Prepend("pass"),
                CallArguments.Variables(node, model.Weights),
                saved(model, call).Prepend($"output: {ValueOf(model, names, plan, value)}"));
        }
    }

    /// <summary>A value's local variable, or its place where it has none.</summary>
    public static string ValueOf(CompiledModel model, CallNames names, ForwardPlan plan, int value)
    {
        var root = plan.Aliases.RootOf(value);
        return plan.Places[root].Kind == PlaceKind.Activation
            ? names.ValueOf(root - model.Spec.Inputs.Count)
            : CallArguments.Expression(plan.Places[root]);
    }

    private static void EmitCopies(SourceWriter writer, ForwardPlan plan)
    {
        foreach (var copy in plan.Copies)
        {
            writer.Line(
                $"Values.Copy(pass, from: {CallArguments.Expression(copy.From)}, to: pass.Output({SourceWriter.Number(copy.Output)}), perRow: {SourceWriter.Number(copy.PerRow)});");
        }
    }
}
