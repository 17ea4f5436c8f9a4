using GenNet.Generators.Planning;

namespace GenNet.Generators.Emitting;

/// <summary>Writes the code that runs one layer alone.</summary>
internal static class LayerEmitter
{
    /// <summary>The method.</summary>
    public static void Emit(SourceWriter writer, CompiledModel model, CallNames names)
    {
        writer.Line();
        writer.Open("public override void InferLayer(int layer, in Pass pass)");
        if (model.Alone.Count == 0)
        {
            writer.Close();
            return;
        }
        writer.Open("switch (layer)");
        for (var layer = 0; layer < model.Alone.Count; layer++)
        {
            var alone = model.Alone[layer];
            writer.Line($"case {SourceWriter.Number(layer)}:");
            writer.Line("{");
            writer.Indent();
            ForwardEmitter.EmitCalls(writer, alone.Spec, model.Weights, names.Of(alone), alone.Plan, KernelTarget.Cpu, "Forward", static _ => []);
            ForwardEmitter.EmitCopies(writer, alone.Spec, names.Of(alone), alone.Plan, KernelTarget.Cpu);
            writer.Line("break;");
            writer.Close();
        }
        writer.Close();
        writer.Close();
    }
}
