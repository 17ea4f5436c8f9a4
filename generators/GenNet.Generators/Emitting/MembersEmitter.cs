using GenNet.Generators.Parsing;
using GenNet.Generators.Planning;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.Generators.Emitting;

/// <summary>Writes the class's own members: constructor, layers, prediction.</summary>
internal static class MembersEmitter
{
    /// <summary>The file.</summary>
    public static SourceText Emit(ClassDeclaration declaration, CompiledModel model)
    {
        var writer = new SourceWriter();
        ClassBlock.Open(writer, declaration, "global::GenNet.Model");
        EmitConstructor(writer, declaration);
        foreach (var property in declaration.Properties)
        {
            writer.Line();
            writer.Line($"{property.Modifiers} {property.Type} {Identifiers.Escape(property.Name)} => {property.Field};");
        }
        writer.Line();
        writer.Line(
            $$"""
            /// <inheritdoc/>
            {{ClassBlock.GeneratedCode}}
            public override global::System.Collections.Generic.IReadOnlyList<global::GenNet.Layer> Layers { get; }
            """);
        PredictionEmitter.Emit(writer, model.Spec);
        ClassBlock.Close(writer, declaration);
        return writer.ToSourceText();
    }

    private static void EmitConstructor(SourceWriter writer, ClassDeclaration declaration)
    {
        foreach (var property in declaration.Properties)
            writer.Line($"private readonly {property.Type} {property.Field};");
        writer.Line();
        writer.Line(
            $"""
            /// <summary>A model whose weights start by their initializers.</summary>
            /// <param name="seed">Seed of the initial weights: the same seed gives the same weights on every machine.</param>
            /// <param name="device">Where it runs; <see cref="global::GenNet.Device.Default"/> if null.</param>
            {ClassBlock.GeneratedCode}
            public {Identifiers.Escape(declaration.Name)}(ulong seed = 0, global::GenNet.Device? device = null)
                : base(ModelDescription, GeneratedPlan, device, seed)
            """);
        writer.Open("");
        for (var layer = 0; layer < declaration.Properties.Count; layer++)
            writer.Line($"{declaration.Properties[layer].Field} = new(this, {SourceWriter.Number(layer)});");
        writer.Line($"Layers = [{string.Join(", ", declaration.Properties.Select(static p => p.Field))}];");
        writer.Close();
    }
}
