using GenNet.Generators.Names;
using GenNet.Generators.Parsing;
using GenNet.Naming;
using GenNet.Specs;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.Generators.Emitting;

/// <summary>Writes the other part of a user's layer class: its constructor, its weights, and how its code is called.</summary>
internal static class CustomLayerEmitter
{
    private const string Interface = "global::GenNet.Layers.ICustomKernel";
    private const string Pass = "global::GenNet.Layers.CustomPass";

    /// <summary>The file.</summary>
    public static SourceText Emit(CustomLayerPart part)
    {
        var writer = new SourceWriter();
        var name = Identifiers.Escape(part.Declaration.Name);
        ClassBlock.Open(writer, part.Declaration, Interface, Attributes(part.Definition));
        writer.Line(
            $"""
            /// <summary>Called by generated code.</summary>
            /// <param name="model">The model that the layer belongs to.</param>
            /// <param name="index">Its number.</param>
            {ClassBlock.GeneratedCode}
            public {name}(global::GenNet.Model model, int index)
                : base(model, index)
            """);
        writer.Line("{");
        writer.Line("}");
        EmitWeights(writer, part);
        EmitKernels(writer, part);
        if (part.Definition is { } layer)
        {
            EmitCall(writer, layer);
            EmitArguments(writer, layer, part.Accessibility);
            PassEmitter.EmitForward(writer, layer, part.Accessibility);
            PassEmitter.EmitBackward(writer, layer, part.Accessibility);
        }
        else
        {
            writer.Line($"{part.Accessibility} sealed record Arguments;");
            writer.Line($"{part.Accessibility} readonly ref struct ForwardPass;");
            writer.Line($"{part.Accessibility} readonly ref struct BackwardPass;");
        }
        ClassBlock.Close(writer, part.Declaration);
        return writer.ToSourceText();
    }

    // What a compiler that meets the layer in a library can't see otherwise.
    private static IEnumerable<string> Attributes(CustomLayerDefinition? layer)
    {
        if (layer is null)
            yield break;
        yield return $"[global::GenNet.Layers.CompiledLayer(HasBackward = {(layer.HasBackward ? "true" : "false")})]";
        foreach (var argument in layer.Arguments.Where(static a => a.Default is { Type: not (ArgumentType.None or ArgumentType.Integers) }))
        {
            var value = CustomArgumentReader.Literal(new(argument.Name, argument.Default!, null, argument.Role), argument);
            yield return $"[global::GenNet.Layers.ArgumentDefault({SymbolDisplay.FormatLiteral(argument.Name, quote: true)}, {value})]";
        }
    }

    private static void EmitWeights(SourceWriter writer, CustomLayerPart part)
    {
        foreach (var weight in part.Weights)
        {
            writer.Line();
            var find = $"base.FindVariable({SymbolDisplay.FormatLiteral(SnakeCase.Of(weight.Name), quote: true)})!";
            writer.Line($"{weight.Head} {{ {string.Join(" ", weight.Accessors.Select(a => a == "get" ? $"get => {find};" : $"{a} {{ }}"))} }}");
        }
    }

    private static void EmitKernels(SourceWriter writer, CustomLayerPart part)
    {
        writer.Line();
        if (part.Definition is not { } layer)
        {
            foreach (var method in new[] { "Forward", "Backward" })
                writer.Line($"static void {Interface}.{method}(in {Pass} pass) => throw new global::System.InvalidOperationException(\"The layer has errors.\");");
            return;
        }
        writer.Line($"static void {Interface}.Forward(in {Pass} pass) => Forward(new ForwardPass(pass));");
        writer.Line();
        writer.Line(layer.HasBackward
            ? $"static void {Interface}.Backward(in {Pass} pass) => Backward(new BackwardPass(pass));"
            : $"static void {Interface}.Backward(in {Pass} pass) => throw new global::System.NotSupportedException({SymbolDisplay.FormatLiteral($"{layer.ClassName} has no Backward, so no gradient passes it: write 'static void Backward(in BackwardPass pass)'.", quote: true)});");
    }

    // Layer's own methods know inputs without names, and a mask as the second.
    private static void EmitCall(SourceWriter writer, CustomLayerDefinition layer)
    {
        var inputs = layer.Inputs.Where(static i => i.Name != LayerInputs.Mask).Select(static i => Identifiers.Escape(i.Name)).ToArray();
        var takesMask = inputs.Length < layer.Inputs.Count;
        if (inputs is ["input"])
            return;
        var parameters = inputs.Select(static name => $"global::GenNet.Tensor {name}").Concat(takesMask ? [$"global::GenNet.Tensor? {LayerInputs.Mask} = null"] : []).ToArray();
        writer.Line();
        writer.Line("/// <summary>Runs this layer alone at inference, on the CPU: slow, for looking at what happens inside a model.</summary>");
        foreach (var name in inputs)
            writer.Line($"/// <param name=\"{name.TrimStart('@')}\">Input <c>{name.TrimStart('@')}</c>, batch first.</param>");
        if (takesMask)
            writer.Line($"/// <param name=\"{LayerInputs.Mask}\">1 where a step counts and 0 where it doesn't; null for the one that came with the first input.</param>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">A shape is another than in the layer's first call.</exception>");
        writer.Line(ClassBlock.GeneratedCode);
        writer.Line(
            $"public {(parameters.Length == 2 ? "new " : "")}global::GenNet.Tensor Forward({string.Join(", ", parameters)}) => base.RunAlone([{string.Join(", ", inputs)}], {(takesMask ? LayerInputs.Mask : "null")});");
    }

    private static void EmitArguments(SourceWriter writer, CustomLayerDefinition layer, string accessibility)
    {
        writer.Line();
        writer.Line($"/// <summary>What a model gives the layer.</summary>");
        foreach (var argument in layer.Arguments)
            writer.Line($"/// <param name=\"{PascalCase.Of(argument.Name)}\"><c>{argument.Name}</c> in contracts.</param>");
        writer.Line(ClassBlock.GeneratedCode);
        writer.Line($"{accessibility} sealed record Arguments({string.Join(", ", layer.Arguments.Select(static a => $"{a.CSharpType} {PascalCase.Of(a.Name)}"))});");
    }
}
