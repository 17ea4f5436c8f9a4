using GenNet.Generators.Names;
using GenNet.Generators.Parsing;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.Generators.Emitting;

/// <summary>
/// Writes as much of a wrong model as keeps the compiler's own errors away: the build fails with the model's errors, and not with hundreds that follow from
/// them. It never runs, as every such error stops the build.
/// </summary>
internal static class SkeletonEmitter
{
    private const string Throw = "throw new global::System.InvalidOperationException(\"The model has errors.\");";

    /// <summary>The file.</summary>
    public static SourceText Emit(ClassDeclaration declaration, SkeletonDeclaration skeleton)
    {
        var writer = new SourceWriter();
        ClassBlock.Open(writer, declaration, skeleton.SaysBase ? "global::GenNet.Model" : null);
        if (skeleton.HasConstructor)
            writer.Line($"public {Identifiers.Escape(declaration.Name)}(ulong seed = 0, global::GenNet.Device? device = null) : base(null!, null!, device, seed) => {Throw}");
        if (skeleton.HasLayers)
            writer.Line($"public override global::System.Collections.Generic.IReadOnlyList<global::GenNet.Layer> {GeneratedMembers.Layers} => {Throw}");
        if (skeleton.HasDescription)
            writer.Line($"public static global::GenNet.ModelDescription {GeneratedMembers.ModelDescription} => {Throw}");
        if (skeleton.HasForward)
            writer.Line($"{ForwardMemberEmitter.OfChain} => {Throw}");
        if (declaration.HiddenForward is { } forward)
            writer.Line($"{ForwardMemberEmitter.OverloadOf(forward)} => {Throw}");
        foreach (var method in skeleton.Methods)
            writer.Line($"{Head(method, declaration)} => {Throw}");
        foreach (var property in skeleton.Properties)
        {
            writer.Open(property.Head);
            foreach (var accessor in property.Accessors)
                writer.Line($"{accessor} => {Throw}");
            writer.Close();
        }
        foreach (var type in skeleton.Types)
            EmitType(writer, type, skeleton);
        foreach (var version in skeleton.VersionTypes)
            writer.Line($"public sealed record {version};");
        ClassBlock.Close(writer, declaration);
        return writer.ToSourceText();
    }

    private static string Head(GeneratedMethod method, ClassDeclaration declaration)
    {
        var returns = method.Returns == GeneratedMembers.Self ? Identifiers.Escape(declaration.Name) + declaration.Head.TypeParameters : method.Returns;
        var parameters = method.Parameters.Select(static (type, i) => $"{type} p{SourceWriter.Number(i)}");
        return $"public {(method.IsStatic ? "static " : "")}{returns} {method.Name}({string.Join(", ", parameters)})";
    }

    private static void EmitType(SourceWriter writer, string type, SkeletonDeclaration skeleton)
    {
        if (type == GeneratedMembers.Prediction)
        {
            writer.Line($"public readonly ref struct {type};");
            return;
        }
        if (type == GeneratedMembers.Parts)
        {
            writer.Line($"public static class {type};");
            return;
        }
        writer.Open($"public sealed record {type}");
        foreach (var layer in skeleton.LayerNames)
            writer.Line($"public sealed record {layer}{GeneratedMembers.LayerWeightsSuffix};");
        writer.Close();
    }
}
