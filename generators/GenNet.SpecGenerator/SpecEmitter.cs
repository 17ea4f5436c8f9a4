using GenNet.Generators.Emitting;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.SpecGenerator;

/// <summary>Writes the argument half of a spec: its properties, how they are read, and how they stand.</summary>
internal static class SpecEmitter
{
    /// <summary>The file.</summary>
    public static SourceText Emit(LayerModel layer)
    {
        var writer = new SourceWriter();
        writer.Line("namespace GenNet.Specs;");
        writer.Line();
        writer.Open($"partial record {layer.Kind}Spec");
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public override string Kind => \"{layer.Kind}\";");
        EmitProperties(writer, layer);
        writer.Line();
        EmitArguments(writer, layer);
        writer.Line();
        EmitCreate(writer, layer);
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override LayerSpec Read(LayerArguments arguments) => Create(arguments){(layer.IsWrapper ? " with { Content = Content }" : "")};");
        writer.Line();
        writer.Line("// Implemented where arguments depend on each other.");
        writer.Line("partial void Check();");
        writer.Close();
        return writer.ToSourceText();
    }

    private static void EmitProperties(SourceWriter writer, LayerModel layer)
    {
        foreach (var argument in layer.Arguments)
        {
            writer.Line();
            writer.Line($"/// <inheritdoc cref=\"global::GenNet.{argument.Owner}.{argument.Property}\"/>");
            writer.Line($"public {(argument.NeedsValue ? "required " : "")}{argument.Type} {argument.Property} {{ get; init; }}{(argument.Default is { } value ? $" = {value};" : "")}");
        }
        foreach (var weight in layer.Weights)
        {
            writer.Line();
            writer.Line($"/// <summary>Initializer and penalties of <c>{weight.Name}</c>.</summary>");
            writer.Line($"public WeightArguments {weight.Property} {{ get; init; }} = new(Initializer.{weight.Initializer}, 0, 0);");
        }
    }

    private static void EmitArguments(SourceWriter writer, LayerModel layer)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Line("public override EquatableArray<LayerArgument> Arguments => EquatableArray.Of<LayerArgument>(");
        writer.Line("[");
        writer.Indent();
        foreach (var argument in layer.Arguments)
            writer.Line($"new(\"{argument.Name}\", {argument.Value}, {argument.DefaultValue}, ArgumentRole.{argument.Role}),");
        foreach (var weight in layer.Weights)
            writer.Line($".. {weight.Property}.Arguments(\"{weight.Name}\", Initializer.{weight.Initializer}),");
        writer.Outdent();
        writer.Line("]);");
    }

    private static void EmitCreate(SourceWriter writer, LayerModel layer)
    {
        writer.Line("/// <summary>Reads and checks the arguments.</summary>");
        writer.Line("/// <exception cref=\"SpecException\">One is missing or makes no sense.</exception>");
        writer.Open($"public static {layer.Kind}Spec Create(LayerArguments arguments)");
        var copied = new HashSet<string>(layer.Arguments.Where(static a => a.SameAs is not null).Select(static a => a.SameAs!), StringComparer.Ordinal);
        foreach (var argument in layer.Arguments.Where(a => copied.Contains(a.Property)))
            writer.Line($"var {argument.Local} = {Reading(argument, layer)};");
        writer.Line($"var spec = new {layer.Kind}Spec");
        writer.Line("{");
        writer.Indent();
        foreach (var argument in layer.Arguments)
            writer.Line($"{argument.Property} = {(copied.Contains(argument.Property) ? argument.Local : Reading(argument, layer))},");
        foreach (var weight in layer.Weights)
            writer.Line($"{weight.Property} = WeightArguments.Read(arguments, \"{weight.Name}\", Initializer.{weight.Initializer}),");
        writer.Outdent();
        writer.Line("};");
        writer.Line("spec.Check();");
        writer.Line("return spec;");
        writer.Close();
    }

    private static string Reading(ArgumentModel argument, LayerModel layer) => argument switch
    {
        { IsOptional: true } => argument.Reading,
        { SameAs: { } other } => $"{argument.Reading} ?? {layer.Arguments.Single(a => a.Property == other).Local}",
        { Default: { } value } => $"{argument.Reading} ?? {value}",
        _ => $"{argument.Reading} ?? throw LayerArguments.Missing(\"{argument.Name}\")",
    };
}
