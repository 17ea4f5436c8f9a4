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

    /// <summary>
    /// Name of a model's type there: <c>GeneratedDigitNetPlan</c>. It begins as no type of GenNet does, so that a class called <c>Model</c> hides none.
    /// </summary>
    public static string TypeName(ClassDeclaration declaration, string suffix) => "Generated" + declaration.Name + suffix;

    /// <summary>Opens it.</summary>
    public static void Open(SourceWriter writer)
    {
        writer.Open("namespace " + Name);
        writer.Line("using global::GenNet.Layers;");
        writer.Line("using global::GenNet.Specs;");
        writer.Line();
    }
}
