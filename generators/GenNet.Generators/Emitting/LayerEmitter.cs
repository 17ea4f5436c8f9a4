using GenNet.Generators.Planning;
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
            writer.Line(Statement(model, names, call));
            writer.Line("break;");
            writer.Outdent();
        }
        writer.Close();
        writer.Close();
    }

    private static string Statement(CompiledModel model, CallNames names, int call)
    {
        var node = model.Spec.Calls[call];
        if (node.Inferred.Identity != Identity.Never)
            return $"Values.Copy(pass, from: pass.Input(0), to: pass.Output(0), perRow: {node.Inferred.Output.ElementCount});";
        var inputs = node.Inputs.Select(static (_, i) => $"pass.Input({SourceWriter.Number(i)})").ToArray();
        var arguments = CallArguments.Inputs(node, inputs).Concat(CallArguments.Variables(node, model.Weights)).Append("output: pass.Output(0)");
        return $"{node.Spec.Kind}Kernel<{names.ShapeOf(call)}>.Forward(pass, {string.Join(", ", arguments)});";
    }

    private static int FirstCall(CompiledModel model, int layer) =>
        Enumerable.Range(0, model.Spec.Calls.Count).First(call => model.Spec.Calls[call].Layer == layer);
}
