using GenNet.Generators.Names;
using GenNet.Generators.Parsing;
using GenNet.Graph;

namespace GenNet.Generators.Emitting;

/// <summary>Writes the names of a model's layers as members, so that the compiler checks them where some are to be loaded or frozen.</summary>
internal static class PartsEmitter
{
    /// <summary>The nested class.</summary>
    public static void Emit(SourceWriter writer, ClassDeclaration declaration, ModelSpec model)
    {
        var type = $"global::GenNet.ModelParts<{Identifiers.Escape(declaration.Name)}{declaration.Head.TypeParameters}>";
        writer.Line("/// <summary>The layers that have weights, by name: <c>|</c> joins several, and <c>~</c> is all others.</summary>");
        writer.Line(ClassBlock.GeneratedCode);
        writer.Open($"public static class {GeneratedMembers.Parts}");
        var (first, isFirst) = (0, true);
        foreach (var property in declaration.Properties)
        {
            var count = property.LayerCount * (property.List?.Count ?? 1);
            if (model.Layers.Skip(first).Take(count).Any(static layer => layer.Variables.Count > 0))
            {
                if (!isFirst)
                    writer.Line();
                isFirst = false;
                writer.Line($"/// <summary>{What(property)}.</summary>");
                writer.Line($"public static {type} {Identifiers.Escape(property.Name)} => new({GeneratedMembers.ModelDescription}, {SourceWriter.Number(first)}, {SourceWriter.Number(count)});");
            }
            first += count;
        }
        writer.Close();
    }

    private static string What(PropertyDeclaration property) =>
        property.IsVariable ? $"The model's own weight {property.Name}" : property.List is { } list ? $"All {SourceWriter.Number(list.Count)} of {property.Name}" : property.IsSubmodel ? $"All layers of {property.Name}" : $"{property.Name}";
}
