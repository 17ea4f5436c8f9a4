using GenNet.Generators.Names;
using GenNet.Generators.Parsing;

namespace GenNet.Generators.Emitting;

/// <summary>Opens and closes the user's class, in its namespace and containing types.</summary>
internal static class ClassBlock
{
    /// <summary>The attribute that tools know generated members by.</summary>
    public const string GeneratedCode = "[global::System.CodeDom.Compiler.GeneratedCode(\"GenNet\", null)]";

    /// <summary>Opens it.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="declaration">The class.</param>
    /// <param name="baseType">What the class derives from; given by the part that says what holds of the whole class.</param>
    /// <param name="attributes">Attributes of the class.</param>
    public static void Open(SourceWriter writer, ClassDeclaration declaration, string? baseType = null, IEnumerable<string>? attributes = null)
    {
        if (declaration.Namespace.Length > 0)
            writer.Open("namespace " + string.Join(".", declaration.Namespace.Split('.').Select(Identifiers.Escape)));
        foreach (var container in declaration.Containers)
            writer.Open(Head(container));
        if (baseType is not null && declaration.DeniesClsCompliance)
            writer.Line("[global::System.CLSCompliant(false)]");
        foreach (var attribute in attributes ?? [])
            writer.Line(attribute);
        writer.Open(Head(declaration.Head) + (baseType is null ? "" : " : " + baseType));
    }

    /// <summary>Closes it.</summary>
    public static void Close(SourceWriter writer, ClassDeclaration declaration)
    {
        writer.Close();
        foreach (var _ in declaration.Containers)
            writer.Close();
        if (declaration.Namespace.Length > 0)
            writer.Close();
    }

    private static string Head(TypeHead type) => $"partial {type.Keyword} {Identifiers.Escape(type.Name)}{type.TypeParameters}";
}
