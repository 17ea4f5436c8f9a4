using GenNet.Generators.Planning;
using GenNet.Graph;
using GenNet.Specs;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Generators.Emitting;

/// <summary>Writes the constants that each call's kernels are specialised with.</summary>
internal static class ShapeEmitter
{
    /// <summary>One struct a call.</summary>
    public static void Emit(SourceWriter writer, CompiledModel model, CallNames names)
    {
        for (var call = 0; call < model.Spec.Calls.Count; call++)
        {
            var node = model.Spec.Calls[call];
            if (node.Inferred.Identity == Identity.Always)
                continue;
            writer.Line();
            writer.Open($"private readonly struct {names.ShapeOf(call)} : {node.Spec.KernelCall.Shape}");
            foreach (var constant in node.Inferred.Constants)
                writer.Line($"public static {constant.Type} {constant.Name} => {constant.Literal};");
            if (node.Inferred.NeedsRandomStream)
                writer.Line($"public static int Stream => {SourceWriter.Number(call)};");
            if (node.Inferred.NeedsName)
                writer.Line($"public static string Name => {SymbolDisplay.FormatLiteral(NameOf(model.Spec, node), quote: true)};");
            if (node.Inferred.NeedsLayerNumber)
                writer.Line($"public static int Layer => {SourceWriter.Number(node.Layer)};");
            writer.Close();
        }
    }

    private static string NameOf(ModelSpec model, CallNode call) =>
        $"{model.FullName}.{(call.Layer >= 0 ? model.Layers[call.Layer].Property + (call.Part.Length == 0 ? "" : "." + call.Part) : call.Spec.Kind)}";
}
