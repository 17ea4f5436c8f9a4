using GenNet.Generators.Names;
using GenNet.Generators.Parsing;
using GenNet.Graph;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.Generators.Emitting;

/// <summary>Writes the typed record of a model's weights, and how they are read and set.</summary>
internal static class WeightsEmitter
{
    // Of the type of the weights of a layer within another one: another than that of the outer one's, whatever they are called.
    private const string ContentSuffix = "Variables";

    /// <summary>The file.</summary>
    public static SourceText Emit(ClassDeclaration declaration, ModelSpec model)
    {
        var writer = new SourceWriter();
        ClassBlock.Open(writer, declaration);
        EmitGet(writer, declaration);
        writer.Line();
        EmitSet(writer, declaration);
        writer.Line();
        EmitRecords(writer, declaration, model);
        writer.Line();
        PartsEmitter.Emit(writer, declaration, model);
        ClassBlock.Close(writer, declaration);
        return writer.ToSourceText();
    }

    private static void EmitGet(SourceWriter writer, ClassDeclaration declaration)
    {
        writer.Line("/// <summary>A copy of all weights, as they are at one moment.</summary>");
        writer.Line(ClassBlock.GeneratedCode);
        writer.Open($"{declaration.WeightsAccess} {GeneratedMembers.Weights} {GeneratedMembers.GetWeights}()");
        writer.Line($"return {GeneratedMembers.Weights}.{GeneratedMembers.OfTensors}(base.CopyVariables());");
        writer.Close();
    }

    /// <summary>The properties of the record of all weights, of an array <c>variables</c> of them, behind an opened brace.</summary>
    public static void EmitInitializers(SourceWriter writer, ModelSpec model)
    {
        var index = 0;
        EmitInitializers(writer, model, ref index);
    }

    /// <summary>All weights in the order of the layers, as elements of a list.</summary>
    public static void EmitValues(SourceWriter writer, ModelSpec model, string weights)
    {
        foreach (var property in WeightsProperty.Of(model))
        {
            foreach (var entity in property.Entities)
            {
                var owner = property.PathOf(entity, $"{weights}.{Identifiers.Escape(property.Name)}");
                if (property.IsVariable)
                    writer.Line($"{owner},");
                else if (entity.Submodel is { } submodel)
                    EmitValues(writer, submodel.Model, owner);
                else
                    writer.Line(string.Join(" ", model.Layers[entity.FirstLayer].Variables.Select(v => $"{owner}.{WeightNode.PathOf(v)},")));
            }
        }
    }

    private static void EmitInitializers(SourceWriter writer, ModelSpec model, ref int index)
    {
        writer.Line("{");
        writer.Indent();
        foreach (var property in WeightsProperty.Of(model))
        {
            if (property.IsVariable)
            {
                writer.Line($"{Identifiers.Escape(property.Name)} = variables[{SourceWriter.Number(index++)}],");
                continue;
            }
            if (!property.IsList)
            {
                writer.Line($"{Identifiers.Escape(property.Name)} = new()");
                EmitInitializer(writer, model, property.First, ref index);
                writer.Line("},");
                continue;
            }
            writer.Line($"{Identifiers.Escape(property.Name)} =");
            writer.Line("[");
            writer.Indent();
            foreach (var element in property.Entities)
            {
                writer.Line("new()");
                EmitInitializer(writer, model, element, ref index);
                writer.Line("},");
            }
            writer.Outdent();
            writer.Line("],");
        }
        writer.Outdent();
    }

    private static void EmitInitializer(SourceWriter writer, ModelSpec model, LayerEntity entity, ref int index)
    {
        if (entity.Submodel is { } submodel)
        {
            EmitInitializers(writer, submodel.Model, ref index);
            return;
        }
        writer.Line("{");
        writer.Indent();
        var layer = model.Layers[entity.FirstLayer];
        EmitInitializers(writer, WeightNode.Of(layer), index);
        index += layer.Variables.Count;
        writer.Outdent();
    }

    private static void EmitInitializers(SourceWriter writer, IEnumerable<WeightNode> nodes, int first)
    {
        foreach (var node in nodes)
        {
            if (node.Variable is not null)
            {
                writer.Line($"{node.Property} = variables[{SourceWriter.Number(first + node.Index)}],");
                continue;
            }
            writer.Line($"{node.Property} = new()");
            writer.Line("{");
            writer.Indent();
            EmitInitializers(writer, node.Content, first);
            writer.Outdent();
            writer.Line("},");
        }
    }

    private static void EmitSet(SourceWriter writer, ClassDeclaration declaration)
    {
        writer.Line("/// <summary>Takes new values for all weights. Where one has another shape than the model's, nothing is changed.</summary>");
        writer.Line("/// <exception cref=\"global::System.ArgumentNullException\"><paramref name=\"weights\"/>, or a part of it, is null.</exception>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">A tensor has another shape than its variable, or a list another number of elements.</exception>");
        writer.Line(ClassBlock.GeneratedCode);
        writer.Open($"{declaration.WeightsAccess} void {GeneratedMembers.SetWeights}({GeneratedMembers.Weights} weights)");
        writer.Line("global::System.ArgumentNullException.ThrowIfNull(weights);");
        writer.Line($"base.AssignVariables(weights.{GeneratedMembers.ToTensors}());");
        writer.Close();
    }

    private static void EmitCounts(SourceWriter writer, ModelSpec model, string weights)
    {
        foreach (var property in WeightsProperty.Of(model))
        {
            var owner = $"{weights}.{Identifiers.Escape(property.Name)}";
            if (property is { IsList: false, IsVariable: false })
                EmitRequire(writer, owner);
            if (property.IsList)
                writer.Line($"global::GenNet.Model.RequireElements({GeneratedMembers.ModelDescription}, {owner}, {SourceWriter.Number(property.Entities.Count)}, \"{Shown(owner)}\");");
            foreach (var entity in property.Entities)
            {
                if (entity.Submodel is { } submodel)
                    EmitCounts(writer, submodel.Model, property.PathOf(entity, owner));
                else if (!property.IsVariable)
                    EmitContents(writer, WeightNode.Of(model.Layers[entity.FirstLayer]), property.PathOf(entity, owner));
            }
        }
    }

    private static void EmitContents(SourceWriter writer, IEnumerable<WeightNode> nodes, string owner)
    {
        // A tensor that isn't given is named where its shape is compared.
        foreach (var node in nodes.Where(static node => node.Variable is null))
        {
            EmitRequire(writer, $"{owner}.{node.Property}");
            EmitContents(writer, node.Content, $"{owner}.{node.Property}");
        }
    }

    private static void EmitRequire(SourceWriter writer, string part) => writer.Line($"global::System.ArgumentNullException.ThrowIfNull({part}, \"{Shown(part)}\");");

    // As the caller of a method that takes weights has them.
    private static string Shown(string owner) => "weights" + owner.Substring("this".Length).Replace("@", "");

    private static void EmitRecords(SourceWriter writer, ClassDeclaration declaration, ModelSpec model)
    {
        writer.Line("/// <summary>All weights of the model, layer by layer.</summary>");
        writer.Line(ClassBlock.GeneratedCode);
        writer.Open($"{declaration.WeightsAccess} sealed record {GeneratedMembers.Weights}");
        var properties = WeightsProperty.Of(model).ToArray();
        foreach (var property in properties)
        {
            if (property.IsVariable)
            {
                writer.Line($"/// <summary>Weight {property.Name}, of shape {model.Layers[property.First.FirstLayer].Variables[0].Shape.ToKerasString()}.</summary>");
                writer.Line($"public required global::GenNet.Tensor {Identifiers.Escape(property.Name)} {{ get; init; }}");
                writer.Line();
                continue;
            }
            var declared = declaration.Properties.First(p => p.Name == property.Name);
            var type = property.First.Submodel is null
                ? property.Name + GeneratedMembers.LayerWeightsSuffix
                : $"{declared.List?.Type ?? declared.Type}.{GeneratedMembers.Weights}";
            var what = property.First.Submodel is null ? $"a {model.Layers[property.First.FirstLayer].Spec.Kind}" : "a model";
            writer.Line(property.IsList
                ? $"/// <summary>Weights of {property.Name}, {SourceWriter.Number(property.Entities.Count)} times {what}.</summary>"
                : $"/// <summary>Weights of {property.Name}, {what}.</summary>");
            if (property.IsList)
                type = $"global::System.Collections.Generic.IReadOnlyList<{type}>";
            writer.Line($"public required {type} {Identifiers.Escape(property.Name)} {{ get; init; }}");
            writer.Line();
        }
        WeightFilesEmitter.Emit(writer);
        writer.Line();
        EmitTensors(writer, model);
        foreach (var layer in properties.Where(static property => property.First.Submodel is null && !property.IsVariable))
        {
            writer.Line();
            EmitRecord(writer, layer.Name, [.. layer.Entities.Select(entity => model.Layers[entity.FirstLayer])]);
        }
        writer.Close();
    }

    private static void EmitTensors(SourceWriter writer, ModelSpec model)
    {
        writer.Line("/// <summary>The weights of these variables, in the order of the layers.</summary>");
        writer.Open($"internal static {GeneratedMembers.Weights} {GeneratedMembers.OfTensors}(global::GenNet.Tensor[] variables)");
        writer.Line("return new()");
        EmitInitializers(writer, model);
        writer.Line("};");
        writer.Close();
        writer.Line();
        writer.Line("/// <summary>All variables in the order of the layers.</summary>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">A list has another number of elements than the model has such layers.</exception>");
        writer.Open($"internal global::GenNet.Tensor[] {GeneratedMembers.ToTensors}()");
        EmitCounts(writer, model, "this");
        writer.Line("return");
        writer.Line("[");
        writer.Indent();
        EmitValues(writer, model, "this");
        writer.Outdent();
        writer.Line("];");
        writer.Close();
    }

    private static void EmitRecord(SourceWriter writer, string name, IReadOnlyList<LayerNode> layers)
    {
        writer.Line($"/// <summary>Weights of a {layers[0].Spec.Kind}.</summary>");
        EmitRecord(writer, name + GeneratedMembers.LayerWeightsSuffix, [.. layers.Select(WeightNode.Of)]);
    }

    // The same tree for each of the layers, in other shapes perhaps.
    private static void EmitRecord(SourceWriter writer, string name, IReadOnlyList<IReadOnlyList<WeightNode>> layers)
    {
        writer.Open($"public sealed record {name}");
        for (var i = 0; i < layers[0].Count; i++)
        {
            var node = layers[0][i];
            if (i > 0)
                writer.Line();
            var shapes = layers.Select(layer => layer[i].Variable?.Shape.ToKerasString()).Distinct().ToArray();
            writer.Line(node.Variable is null
                ? $"/// <summary>Weights of its {node.Property}.</summary>"
                : $"/// <summary>Shape {string.Join(", then ", shapes)}.</summary>");
            writer.Line($"public required {(node.Variable is null ? node.Property + ContentSuffix : "global::GenNet.Tensor")} {node.Property} {{ get; init; }}");
        }
        for (var i = 0; i < layers[0].Count; i++)
        {
            if (layers[0][i].Variable is not null)
                continue;
            writer.Line();
            writer.Line($"/// <summary>Weights of a {layers[0][i].Property}.</summary>");
            EmitRecord(writer, layers[0][i].Property + ContentSuffix, [.. layers.Select(layer => layer[i].Content)]);
        }
        writer.Close();
    }
}
