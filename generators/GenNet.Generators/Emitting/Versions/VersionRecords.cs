using System.Security;
using GenNet.Generators.Names;

namespace GenNet.Generators.Emitting;

/// <summary>Writes the record of an older version's weights, and how it is made of a list of them and taken apart.</summary>
internal static class VersionRecords
{
    private const string Tensor = "global::GenNet.Tensor";

    /// <summary>The record.</summary>
    public static void Emit(SourceWriter writer, string type, string summary, IReadOnlyList<VersionNode> properties)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line(ClassBlock.GeneratedCode);
        EmitRecord(writer, type, properties);
    }

    /// <summary>A method that makes the record.</summary>
    public static void EmitFrom(SourceWriter writer, string method, string type, IReadOnlyList<VersionNode> properties)
    {
        writer.Line($"private static {type} {method}({Tensor}[] variables) => new()");
        writer.Line("{");
        EmitProperties(writer, properties);
        writer.Line("};");
    }

    /// <summary>A method that takes the record apart.</summary>
    public static void EmitTo(SourceWriter writer, string method, string type, IReadOnlyList<VersionNode> properties)
    {
        writer.Line($"private static {Tensor}[] {method}({type} weights) =>");
        writer.Line("[");
        writer.Indent();
        foreach (var (_, path) in Paths(properties, "weights").OrderBy(static variable => variable.Variable))
            writer.Line(path + ",");
        writer.Outdent();
        writer.Line("];");
    }

    private static void EmitRecord(SourceWriter writer, string type, IReadOnlyList<VersionNode> properties)
    {
        writer.Open($"public sealed record {type}");
        for (var i = 0; i < properties.Count; i++)
        {
            var property = properties[i];
            if (i > 0)
                writer.Line();
            var of = property.Variable >= 0 ? Tensor : property.Elements is null ? property.TypeName : $"global::System.Collections.Generic.IReadOnlyList<{property.TypeName}>";
            writer.Line($"/// <summary>{(property.Variable >= 0 ? property.Description : $"Weights of '{SecurityElement.Escape(property.Key)}', {SecurityElement.Escape(property.Description)}.")}</summary>");
            writer.Line($"public required {of} {Identifiers.Escape(property.Name)} {{ get; init; }}");
        }
        foreach (var property in properties.Where(static property => property.Variable < 0))
        {
            writer.Line();
            writer.Line($"/// <summary>Weights of {SecurityElement.Escape(property.Elements is null ? property.Description : "one of them")}.</summary>");
            EmitRecord(writer, property.TypeName, property.Content);
        }
        writer.Close();
    }

    private static void EmitProperties(SourceWriter writer, IReadOnlyList<VersionNode> properties)
    {
        writer.Indent();
        foreach (var property in properties)
        {
            var name = Identifiers.Escape(property.Name);
            if (property.Variable >= 0)
            {
                writer.Line($"{name} = variables[{SourceWriter.Number(property.Variable)}],");
                continue;
            }
            writer.Line(property.Elements is null ? $"{name} = new()" : $"{name} =");
            writer.Line(property.Elements is null ? "{" : "[");
            if (property.Elements is null)
                EmitProperties(writer, property.Content);
            else
                EmitElements(writer, property.Elements);
            writer.Line(property.Elements is null ? "}," : "],");
        }
        writer.Outdent();
    }

    private static void EmitElements(SourceWriter writer, IReadOnlyList<VersionNode> elements)
    {
        writer.Indent();
        foreach (var element in elements)
        {
            writer.Line("new()");
            writer.Line("{");
            EmitProperties(writer, element.Content);
            writer.Line("},");
        }
        writer.Outdent();
    }

    private static IEnumerable<(int Variable, string Path)> Paths(IReadOnlyList<VersionNode> properties, string owner)
    {
        foreach (var property in properties)
        {
            var path = $"{owner}.{Identifiers.Escape(property.Name)}";
            var inner = property.Variable >= 0 ? [(property.Variable, path)]
                : property.Elements is null ? Paths(property.Content, path)
                : property.Elements.SelectMany((element, i) => Paths(element.Content, $"{path}[{SourceWriter.Number(i)}]"));
            foreach (var variable in inner)
                yield return variable;
        }
    }
}
