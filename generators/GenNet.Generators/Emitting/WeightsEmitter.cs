using GenNet.Generators.Names;
using GenNet.Generators.Parsing;
using GenNet.Graph;
using GenNet.Naming;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.Generators.Emitting;

/// <summary>Writes the typed record of a model's weights, and how they are read and set.</summary>
internal static class WeightsEmitter
{
    /// <summary>The file.</summary>
    public static SourceText Emit(ClassDeclaration declaration, ModelSpec model)
    {
        var writer = new SourceWriter();
        var layers = Enumerable.Range(0, model.Layers.Count).Where(layer => model.Layers[layer].Variables.Count > 0).ToArray();
        ClassBlock.Open(writer, declaration);
        EmitGet(writer, model, layers);
        writer.Line();
        EmitSet(writer, model, layers);
        writer.Line();
        EmitRecords(writer, model, layers);
        ClassBlock.Close(writer, declaration);
        return writer.ToSourceText();
    }

    private static void EmitGet(SourceWriter writer, ModelSpec model, int[] layers)
    {
        writer.Line("/// <summary>A copy of all weights, as they are at one moment.</summary>");
        writer.Line(ClassBlock.GeneratedCode);
        writer.Open($"public {GeneratedMembers.Weights} {GeneratedMembers.GetWeights}()");
        writer.Line("global::GenNet.Tensor[] variables = base.CopyVariables();");
        writer.Line("return new()");
        writer.Line("{");
        writer.Indent();
        var index = 0;
        foreach (var layer in layers)
        {
            var node = model.Layers[layer];
            writer.Line($"{Identifiers.Escape(node.Property)} = new()");
            writer.Line("{");
            writer.Indent();
            foreach (var variable in node.Variables)
                writer.Line($"{Property(variable.Name)} = variables[{SourceWriter.Number(index++)}],");
            writer.Outdent();
            writer.Line("},");
        }
        writer.Outdent();
        writer.Line("};");
        writer.Close();
    }

    private static void EmitSet(SourceWriter writer, ModelSpec model, int[] layers)
    {
        writer.Line("/// <summary>Takes new values for all weights. Where one has another shape than the model's, nothing is changed.</summary>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">A tensor has another shape than its variable.</exception>");
        writer.Line(ClassBlock.GeneratedCode);
        writer.Line($"public void {GeneratedMembers.SetWeights}({GeneratedMembers.Weights} weights) => base.AssignVariables(");
        writer.Line("[");
        writer.Indent();
        foreach (var layer in layers)
        {
            var node = model.Layers[layer];
            writer.Line(string.Join(" ", node.Variables.Select(v => $"weights.{Identifiers.Escape(node.Property)}.{Property(v.Name)},")));
        }
        writer.Outdent();
        writer.Line("]);");
    }

    private static void EmitRecords(SourceWriter writer, ModelSpec model, int[] layers)
    {
        writer.Line("/// <summary>All weights of the model, layer by layer.</summary>");
        writer.Line(ClassBlock.GeneratedCode);
        writer.Open($"public sealed record {GeneratedMembers.Weights}");
        foreach (var layer in layers)
        {
            var node = model.Layers[layer];
            writer.Line($"/// <summary>Weights of {node.Property}, a {node.Spec.Kind}.</summary>");
            writer.Line($"public required {node.Property}{GeneratedMembers.LayerWeightsSuffix} {Identifiers.Escape(node.Property)} {{ get; init; }}");
            writer.Line();
        }
        for (var i = 0; i < layers.Length; i++)
        {
            if (i > 0)
                writer.Line();
            var node = model.Layers[layers[i]];
            writer.Line($"/// <summary>Weights of a {node.Spec.Kind}.</summary>");
            writer.Open($"public sealed record {node.Property}{GeneratedMembers.LayerWeightsSuffix}");
            for (var v = 0; v < node.Variables.Count; v++)
            {
                if (v > 0)
                    writer.Line();
                writer.Line($"/// <summary>Shape {node.Variables[v].Shape.ToKerasString()}.</summary>");
                writer.Line($"public required global::GenNet.Tensor {Property(node.Variables[v].Name)} {{ get; init; }}");
            }
            writer.Close();
        }
        writer.Close();
    }

    private static string Property(string variable) => PascalCase.Of(variable);
}
