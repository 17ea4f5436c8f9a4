using GenNet.Generators.Names;
using GenNet.Generators.Parsing;
using GenNet.Generators.Planning;
using GenNet.Specs;
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
            PropertyDocumentation.Emit(writer, property, model.Declared);
            writer.Line($"{property.Modifiers} {property.Type} {Identifiers.Escape(property.Name)} => {property.Field}{(property.IsVariable ? ".Value" : "")};");
        }
        writer.Line();
        writer.Line(
            $$"""
            /// <inheritdoc/>
            {{ClassBlock.GeneratedCode}}
            public override global::System.Collections.Generic.IReadOnlyList<global::GenNet.Layer> {{GeneratedMembers.Layers}} { get; }
            """);
        ForwardMemberEmitter.Emit(writer, declaration, model.Declared.IsSequential);
        PredictionEmitter.Emit(writer, model.Declared);
        EmitTrainer(writer);
        FromWeightsEmitter.Emit(writer, declaration);
        ClassBlock.Close(writer, declaration);
        PredictionEmitter.EmitCall(writer, model.Declared);
        return writer.ToSourceText();
    }

    private static void EmitConstructor(SourceWriter writer, ClassDeclaration declaration)
    {
        foreach (var property in declaration.Properties)
            writer.Line($"private readonly {(property.IsVariable ? "global::GenNet.ModelVariable" : property.Type)} {property.Field};");
        writer.Line();
        writer.Line(
            $"""
            /// <summary>A model whose weights start by their initializers.</summary>
            /// <param name="seed">Seed of the initial weights: the same seed gives the same weights on every machine.</param>
            /// <param name="device">Where it runs; <see cref="global::GenNet.Device.Default"/> if null.</param>
            {ClassBlock.GeneratedCode}
            public {Identifiers.Escape(declaration.Name)}(ulong seed = 0, global::GenNet.Device? device = null)
            """);
        writer.Open($"    : base({GeneratedMembers.ModelDescription}, {GeneratedMembers.GeneratedPlan}, device, seed)");
        EmitLayers(writer, declaration, "this", static layer => SourceWriter.Number(layer));
        writer.Close();
        writer.Line();
        writer.Line(
            $"""
            /// <summary>The model as a layer of another one; called by that one's constructor.</summary>
            /// <param name="owner">The model that owns the weights.</param>
            /// <param name="layer">Number of its first layer there.</param>
            {ClassBlock.GeneratedCode}
            internal {Identifiers.Escape(declaration.Name)}(global::GenNet.Model owner, int layer)
            """);
        writer.Open($"    : base(owner, {GeneratedMembers.ModelDescription})");
        EmitLayers(writer, declaration, "owner", static layer => layer == 0 ? "layer" : $"layer + {SourceWriter.Number(layer)}");
        writer.Close();
    }

    private static void EmitLayers(SourceWriter writer, ClassDeclaration declaration, string owner, Func<int, string> number)
    {
        var layer = 0;
        foreach (var property in declaration.Properties)
        {
            if (property.List is not { } list)
            {
                writer.Line($"{property.Field} = new({owner}, {number(layer)}{Content(property, owner, number(layer))});");
                layer += property.LayerCount;
                continue;
            }
            writer.Line($"{property.Field} = new(");
            writer.Line("[");
            writer.Indent();
            for (var element = 0; element < list.Count; element++, layer += property.LayerCount)
                writer.Line($"new {list.Type}({owner}, {number(layer)}{Content(property, owner, number(layer))}),");
            writer.Outdent();
            writer.Line("]);");
        }
        writer.Line($"{GeneratedMembers.Layers} = [{string.Join(", ", declaration.Properties.SelectMany(LayersOf))}];");
    }

    // The layers that it holds, as further arguments.
    private static string Content(PropertyDeclaration property, string owner, string layer)
    {
        var number = 0;
        string Held(EquatableArray<ContentDeclaration> content) => string.Concat(content.Select(held =>
            $", new global::GenNet.{held.Type}({owner}, {owner}.Description.ContentNumber({layer}, {SourceWriter.Number(number++)}){Held(held.Content)})"));
        return Held(property.Content);
    }

    private static IEnumerable<string> LayersOf(PropertyDeclaration property) => property switch
    {
        { List: { } list, IsSubmodel: true } => Enumerable.Range(0, list.Count).Select(element => $".. {property.Field}[{SourceWriter.Number(element)}].{GeneratedMembers.Layers}"),
        { List: not null } => [$".. {property.Field}"],
        { IsSubmodel: true } => [$".. {property.Field}.{GeneratedMembers.Layers}"],
        _ => [property.Field],
    };

    private static void EmitTrainer(SourceWriter writer)
    {
        writer.Line();
        writer.Line(
            $"""
            /// <summary>Trains the model, every output with the same loss and metrics.</summary>
            /// <param name="optimizer">How weights follow gradients.</param>
            /// <param name="loss">What becomes small.</param>
            /// <param name="metrics">What is reported besides.</param>
            /// <exception cref="global::System.NotSupportedException">The model's device can't train.</exception>
            {ClassBlock.GeneratedCode}
            public global::GenNet.Trainer {GeneratedMembers.Trainer}(
                global::GenNet.Optimizer optimizer, global::GenNet.Loss loss, params global::System.ReadOnlySpan<global::GenNet.Metric> metrics) =>
                new(this, optimizer, loss, metrics);
            """);
    }
}
