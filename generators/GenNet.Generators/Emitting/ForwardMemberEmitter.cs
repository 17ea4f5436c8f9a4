using GenNet.Generators.Names;
using GenNet.Generators.Parsing;

namespace GenNet.Generators.Emitting;

/// <summary>Writes what runs the model as a layer of another one, where the user has written nothing that another class can call.</summary>
internal static class ForwardMemberEmitter
{
    /// <summary>The head of the method that a chain of layers has.</summary>
    public const string OfChain = $"public global::GenNet.Tensor {GeneratedMembers.Forward}(global::GenNet.Tensor input)";

    /// <summary>Writes the method.</summary>
    public static void Emit(SourceWriter writer, ClassDeclaration declaration, bool isSequential)
    {
        if (isSequential)
            EmitChain(writer, declaration);
        else if (declaration.HiddenForward is { } forward)
            EmitOverload(writer, forward);
    }

    /// <summary>The head of the method through which other classes call one that is hidden from them.</summary>
    public static string OverloadOf(ForwardDeclaration forward) =>
        $"internal {forward.Returns} {GeneratedMembers.Forward}({string.Join(", ", forward.Parameters.Select(static p => $"in {p.Type} {p.Name}"))})";

    private static void EmitOverload(SourceWriter writer, ForwardDeclaration forward)
    {
        writer.Line();
        writer.Line(
            $"""
            /// <summary>Runs the model at inference as a layer of another one, whose <c>{GeneratedMembers.Forward}</c> can't call this class's own.</summary>
            {ClassBlock.GeneratedCode}
            {OverloadOf(forward)} => this.{GeneratedMembers.Forward}({string.Join(", ", forward.Parameters.Select(static p => p.Name))});
            """);
    }

    private static void EmitChain(SourceWriter writer, ClassDeclaration declaration)
    {
        writer.Line();
        writer.Line(
            $"""
            /// <summary>Runs the layers one after another at inference, as a layer of another model: slow, for looking at what happens inside a model.</summary>
            /// <param name="input">The input, batch first.</param>
            /// <exception cref="global::System.ArgumentException">Its shape is another than the model's input.</exception>
            {ClassBlock.GeneratedCode}
            {OfChain}
            """);
        writer.Line("{");
        writer.Indent();
        foreach (var property in declaration.Properties)
        {
            writer.Line(property.List is { } list
                ? $"foreach ({list.Type} layer in {property.Field})\n    input = layer.Forward(input);"
                : $"input = {property.Field}.Forward(input);");
        }
        writer.Line("return input;");
        writer.Outdent();
        writer.Line("}");
    }
}
