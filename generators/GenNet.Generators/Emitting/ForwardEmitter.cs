using GenNet.Generators.Planning;
using GenNet.Graph;

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
            var node = spec.Calls[call];
            var isAlias = plan.Aliases.IsAlias(node.FirstValue);
            writer.Line($"// {names.Describe(call)}{(isAlias ? ": the same memory" : "")}");
            if (isAlias)
                continue;
            var results = Enumerable.Range(node.FirstValue, node.Values.Count).ToArray();
            foreach (var value in results.Where(value => plan.Places[value].Kind == PlaceKind.Activation))
                writer.Line($"{valueType} {names.ValueOf(value)} = {CallArguments.Expression(plan.Places[value])};");
            writer.Call(
                $"{node.Spec.Kind}{classSuffix}<{names.ShapeOf(call)}>.{method}",
                CallArguments.Inputs(node, [.. node.Inputs.Select(input => ValueOf(names, plan, input))]).Prepend("pass"),
                CallArguments.Variables(node, model.Weights),
                CallArguments.Outputs(node, [.. results.Select(value => ValueOf(names, plan, value))]).Concat(saved(model, call)));
        }
    }

    /// <summary>A value's local variable, or its place where it has none.</summary>
    public static string ValueOf(CallNames names, ForwardPlan plan, int value)
    {
        if (value == CallNode.Absent)
            return "default";
        var root = plan.Aliases.RootOf(value);
        return plan.Places[root].Kind == PlaceKind.Activation ? names.ValueOf(root) : CallArguments.Expression(plan.Places[root]);
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
