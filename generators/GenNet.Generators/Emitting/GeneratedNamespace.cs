using GenNet.Generators.Parsing;

namespace GenNet.Generators.Emitting;

/// <summary>
/// The namespace of generated file-local types. It lies within GenNet, so that they name GenNet's types shortly and the user's types can't
/// come between.
/// </summary>
internal static class GeneratedNamespace
{
    /// <summary>Its name.</summary>
    public const string Name = "GenNet.Generated";

    /// <summary>Name of a model's type there: <c>DigitNetPlan</c>.</summary>
    public static string TypeName(ClassDeclaration declaration, string suffix) => declaration.Name + suffix;

    /// <summary>Opens it.</summary>
    public static void Open(SourceWriter writer)
    {
        writer.Open("namespace " + Name);
        writer.Line("using GenNet.Layers;");
        writer.Line("using GenNet.Specs;");
        writer.Line();
    }
}
