using GenNet.Generators.Planning;
using GenNet.Graph;
using GenNet.Specs;

namespace GenNet.Generators.Emitting;

/// <summary>Writes the forward passes: straight-line calls of kernels.</summary>
internal static class ForwardEmitter
{
    /// <summary>Inference.</summary>
    public static void EmitInfer(SourceWriter writer, CompiledModel model, InferencePass inference, CallNames names, KernelTarget target)
    {
        writer.Line();
        writer.Open($"{target.Modifiers} void Infer(in {target.Pass} pass)");
        EmitInputs(writer, model, names, inference.Plan, target);
        EmitCalls(writer, inference.Spec, model.Weights, names, inference.Plan, target, "Forward", call => CallArguments.Carried(model, inference.Origins[call]));
        EmitCopies(writer, inference.Spec, names, inference.Plan, target);
        writer.Close();
    }

    /// <summary>Training.</summary>
    public static void EmitForwardTraining(SourceWriter writer, CompiledModel model, CallNames names, KernelTarget target)
    {
        writer.Line();
        writer.Open($"{target.Modifiers} void ForwardTraining(in {target.Pass} pass)");
        EmitInputs(writer, model, names, model.Training, target);
        EmitCalls(writer, model.Spec, model.Weights, names, model.Training, target, "ForwardTraining", call => CallArguments.Saved(model, call).Concat(CallArguments.Carried(model, call)));
        EmitCopies(writer, model.Spec, names, model.Training, target);
        writer.Close();
    }

    /// <summary>The calls of a forward pass with places by <paramref name="plan"/>.</summary>
    public static void EmitCalls(
        SourceWriter writer,
        ModelSpec spec,
        WeightLayout weights,
        CallNames names,
        ForwardPlan plan,
        KernelTarget target,
        string method,
        Func<int, IEnumerable<string>> saved)
    {
        for (var call = 0; call < spec.Calls.Count; call++)
        {
            var node = spec.Calls[call];
            var isAlias = plan.Aliases.IsAlias(node.FirstValue);
            writer.Line($"// {names.Describe(call)}{(isAlias ? ": the same memory" : "")}");
            if (isAlias)
                continue;
            var results = Enumerable.Range(node.FirstValue, node.Values.Count).ToArray();
            foreach (var value in results.Where(value => plan.Places[value].Kind == PlaceKind.Activation))
                writer.Line($"{target.Tensor} {names.ValueOf(value)} = {CallArguments.Expression(plan.Places[value])};");
            target.EmitLayer(writer, node);
            StepCode.Open(writer, node);
            writer.Call(
                $"{target.Kernel(node)}{node.Spec.KernelCall.TypeArguments(names.ShapeOf(call))}.{method}",
                CallArguments.Inputs(node, [.. node.Inputs.Select(input => StepCode.Of(spec, node, input, ValueOf(names, plan, input)))]).Prepend(StepCode.Pass(node)),
                CallArguments.Variables(node, weights),
                CallArguments.Outputs(node, [.. results.Select(value => StepCode.Of(spec, node, value, ValueOf(names, plan, value)))])
                    .Concat(CallArguments.Epilogue(node, weights, names.ScalingShapeOf(call), value => ValueOf(names, plan, value))).Concat(saved(call)));
            StepCode.Close(writer, node);
            foreach (var value in results.Where(value => plan.Places[value].Kind != PlaceKind.None))
                EmitRounding(writer, node, spec.TypeOf(value), ValueOf(names, plan, value), target);
        }
    }

    // What rounds a result of a call, where that is to be done.
    private static void EmitRounding(SourceWriter writer, CallNode call, TensorType type, string value, KernelTarget target)
    {
        if (CallArguments.Rounding(call, type) is { } method)
            writer.Line($"{target.Values}.{method}({CallArguments.Whole(type)}, from: {value}, to: {value}, perRow: {CallArguments.Row(type).Shape.ElementCount});");
    }

    /// <summary>A value's local variable, or its place where it has none.</summary>
    public static string ValueOf(CallNames names, ForwardPlan plan, int value)
    {
        if (value == CallNode.Absent)
            return "default";
        var root = plan.Aliases.RootOf(value);
        return plan.Places[root].Kind == PlaceKind.Activation ? names.ValueOf(root) : CallArguments.Expression(plan.Places[root]);
    }

    // Those that are others in the caller's memory than between layers.
    private static void EmitInputs(SourceWriter writer, CompiledModel model, CallNames names, ForwardPlan plan, KernelTarget target)
    {
        for (var input = 0; input < model.Spec.Inputs.Count; input++)
        {
            var node = model.Spec.Inputs[input];
            if (plan.Places[input].Kind != PlaceKind.Activation)
                continue;
            writer.Line($"// {node.Name}: {node.Type}");
            writer.Line($"{target.Tensor} {names.ValueOf(input)} = {CallArguments.Expression(plan.Places[input])};");
            var method = node.DType == DType.Float16 ? "FromFloat16" : "RoundToBFloat16";
            writer.Line($"{target.Values}.{method}({CallArguments.Whole(node.Type)}, from: pass.Input({SourceWriter.Number(input)}), to: {names.ValueOf(input)}, perRow: {CallArguments.Row(node.Type).Shape.ElementCount});");
        }
    }

    /// <summary>Outputs that no call writes.</summary>
    public static void EmitCopies(SourceWriter writer, ModelSpec spec, CallNames names, ForwardPlan plan, KernelTarget target)
    {
        foreach (var copy in plan.Copies)
        {
            var type = spec.TypeOf(copy.Value);
            var method = type.DType == DType.Float16 && !plan.IsBetweenLayers ? "ToFloat16" : $"Copy<{type.DType.BetweenLayers().CSharpName()}>";
            writer.Line(
                $"{target.Values}.{method}({CallArguments.Whole(type)}, from: {ValueOf(names, plan, copy.Value)}, to: pass.Output({SourceWriter.Number(copy.Output)}), perRow: {CallArguments.Row(type).Shape.ElementCount});");
        }
    }
}
