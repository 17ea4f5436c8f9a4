using GenNet.Generators.Planning;
using GenNet.Graph;
using GenNet.Specs;

namespace GenNet.Generators.Emitting;

/// <summary>Writes the code that runs one layer alone.</summary>
internal static class LayerEmitter
{
    /// <summary>The method.</summary>
    public static void Emit(SourceWriter writer, CompiledModel model, CallNames names)
    {
        writer.Line();
        writer.Open("public override void InferLayer(int layer, in Pass pass)");
        writer.Open("switch (layer)");
        for (var layer = 0; layer < model.Spec.Layers.Count; layer++)
        {
            var call = FirstCall(model, layer);
            writer.Line($"case {SourceWriter.Number(layer)}: // {names.Describe(call)}");
            writer.Indent();
            EmitCall(writer, model, names, call);
            writer.Line("break;");
            writer.Outdent();
        }
        writer.Close();
        writer.Close();
    }

    private static void EmitCall(SourceWriter writer, CompiledModel model, CallNames names, int call)
    {
        var node = model.Spec.Calls[call];
        if (node.Inferred.Identity != Identity.Never)
        {
            var type = node.Inferred.Outputs[0];
            writer.Line($"Values.Copy<{type.DType.BetweenLayers().CSharpName()}>({CallArguments.Whole(type)}, from: pass.Input(0), to: pass.Output(0), perRow: {CallArguments.Row(type).Shape.ElementCount});");
            return;
        }
        writer.Call(
            $"{CallArguments.Kernel(node)}{node.Spec.KernelCall.TypeArguments(names.ShapeOf(call))}.Forward",
            CallArguments.Inputs(node, Inputs(node)).Prepend(CallArguments.Pass(node)),
            CallArguments.Variables(node, model.Weights),
            CallArguments.Outputs(node, [.. node.Inferred.Outputs.Select(static (_, i) => $"pass.Output({SourceWriter.Number(i)})")]));
        for (var i = 0; i < node.Inferred.Outputs.Count; i++)
            ForwardEmitter.EmitRounding(writer, node, node.Inferred.Outputs[i], $"pass.Output({SourceWriter.Number(i)})");
    }

    // Of those that the call takes, counted in order.
    private static string[] Inputs(CallNode node)
    {
        var next = 0;
        return [.. node.Inputs.Select(input => input == CallNode.Absent ? "default" : $"pass.Input({SourceWriter.Number(next++)})")];
    }

    private static int FirstCall(CompiledModel model, int layer) =>
        Enumerable.Range(0, model.Spec.Calls.Count).First(call => model.Spec.Calls[call].Layer == layer);
}
