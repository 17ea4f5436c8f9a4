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
        ClassBlock.Open(writer, declaration);
        EmitGet(writer, model);
        writer.Line();
        EmitSet(writer, model);
        writer.Line();
        EmitRecords(writer, declaration, model);
        ClassBlock.Close(writer, declaration);
        return writer.ToSourceText();
    }

    private static void EmitGet(SourceWriter writer, ModelSpec model)
    {
        writer.Line("/// <summary>A copy of all weights, as they are at one moment.</summary>");
        writer.Line(ClassBlock.GeneratedCode);
        writer.Open($"public {GeneratedMembers.Weights} {GeneratedMembers.GetWeights}()");
        writer.Line("global::GenNet.Tensor[] variables = base.CopyVariables();");
        writer.Line("return new()");
        var index = 0;
        EmitInitializers(writer, model, ref index);
        writer.Line("};");
        writer.Close();
    }

    private static void EmitInitializers(SourceWriter writer, ModelSpec model, ref int index)
    {
        writer.Line("{");
        writer.Indent();
        foreach (var entity in WithWeights(model))
        {
            writer.Line($"{PropertyOf(model, entity)} = new()");
            if (entity.Submodel is { } submodel)
            {
                EmitInitializers(writer, submodel.Model, ref index);
            }
            else
            {
                writer.Line("{");
                writer.Indent();
                foreach (var variable in model.Layers[entity.FirstLayer].Variables)
                    writer.Line($"{Property(variable.Name)} = variables[{SourceWriter.Number(index++)}],");
                writer.Outdent();
            }
            writer.Line("},");
        }
        writer.Outdent();
    }

    private static void EmitSet(SourceWriter writer, ModelSpec model)
    {
        writer.Line("/// <summary>Takes new values for all weights. Where one has another shape than the model's, nothing is changed.</summary>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">A tensor has another shape than its variable.</exception>");
        writer.Line(ClassBlock.GeneratedCode);
        writer.Line($"public void {GeneratedMembers.SetWeights}({GeneratedMembers.Weights} weights) => base.AssignVariables(");
        writer.Line("[");
        writer.Indent();
        EmitValues(writer, model, "weights");
        writer.Outdent();
        writer.Line("]);");
    }

    private static void EmitValues(SourceWriter writer, ModelSpec model, string weights)
    {
        foreach (var entity in WithWeights(model))
        {
            var owner = $"{weights}.{PropertyOf(model, entity)}";
            if (entity.Submodel is { } submodel)
                EmitValues(writer, submodel.Model, owner);
            else
                writer.Line(string.Join(" ", model.Layers[entity.FirstLayer].Variables.Select(v => $"{owner}.{Property(v.Name)},")));
        }
    }

    private static IEnumerable<LayerEntity> WithWeights(ModelSpec model) => model.Entities.Where(entity =>
        entity.Submodel is { } submodel ? WithWeights(submodel.Model).Any() : model.Layers[entity.FirstLayer].Variables.Count > 0);

    private static string PropertyOf(ModelSpec model, LayerEntity entity) =>
        Identifiers.Escape(entity.Submodel?.Property ?? model.Layers[entity.FirstLayer].Property);

    private static void EmitRecords(SourceWriter writer, ClassDeclaration declaration, ModelSpec model)
    {
        writer.Line("/// <summary>All weights of the model, layer by layer.</summary>");
        writer.Line(ClassBlock.GeneratedCode);
        writer.Open($"public sealed record {GeneratedMembers.Weights}");
        foreach (var entity in WithWeights(model))
        {
            var property = PropertyOf(model, entity);
            if (entity.Submodel is { } submodel)
            {
                var type = declaration.Properties.First(p => p.Name == submodel.Property).Type;
                writer.Line($"/// <summary>Weights of {submodel.Property}, a model.</summary>");
                writer.Line($"public required {type}.{GeneratedMembers.Weights} {property} {{ get; init; }}");
            }
            else
            {
                var node = model.Layers[entity.FirstLayer];
                writer.Line($"/// <summary>Weights of {node.Property}, a {node.Spec.Kind}.</summary>");
                writer.Line($"public required {node.Property}{GeneratedMembers.LayerWeightsSuffix} {property} {{ get; init; }}");
            }
            writer.Line();
        }
        var layers = WithWeights(model).Where(static entity => entity.Submodel is null).Select(static entity => entity.FirstLayer).ToArray();
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
