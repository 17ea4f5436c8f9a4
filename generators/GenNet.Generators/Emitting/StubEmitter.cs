using GenNet.Generators.Parsing;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.Generators.Emitting;

/// <summary>Bodies for the properties of a wrong model: the build fails with the model's own errors, and not with hundreds that follow from them.</summary>
internal static class StubEmitter
{
    /// <summary>The file.</summary>
    public static SourceText Emit(ClassDeclaration declaration)
    {
        var writer = new SourceWriter();
        ClassBlock.Open(writer, declaration);
        foreach (var property in declaration.Properties)
        {
            writer.Line(
                $"""
                {property.Modifiers} {property.Type} {Identifiers.Escape(property.Name)} => throw new global::System.InvalidOperationException("The model has errors.");
                """);
        }
        ClassBlock.Close(writer, declaration);
        return writer.ToSourceText();
    }
}
