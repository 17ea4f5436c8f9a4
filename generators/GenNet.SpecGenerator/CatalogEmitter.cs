using GenNet.Generators.Emitting;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.SpecGenerator;

/// <summary>Writes the tables of all layer kinds.</summary>
internal static class CatalogEmitter
{
    /// <summary>The file.</summary>
    public static SourceText Emit(IReadOnlyList<LayerModel> layers)
    {
        var writer = new SourceWriter();
        writer.Line("namespace GenNet.Specs;");
        writer.Line();
        writer.Open("partial class LayerCatalog");
        writer.Line("private static Dictionary<string, Func<LayerArguments, LayerSpec>> AllKinds() => new(StringComparer.Ordinal)");
        writer.Line("{");
        writer.Indent();
        foreach (var layer in layers)
            writer.Line($"[\"{layer.Kind}\"] = {layer.Kind}Spec.Create,");
        writer.Outdent();
        writer.Line("};");
        writer.Line();
        writer.Line("private static Dictionary<string, string[]> AllArguments() => new(StringComparer.Ordinal)");
        writer.Line("{");
        writer.Indent();
        foreach (var layer in layers)
            writer.Line($"[\"{layer.Kind}\"] = [{string.Join(", ", layer.Arguments.Select(static argument => $"\"{argument.Name}\""))}],");
        writer.Outdent();
        writer.Line("};");
        writer.Line();
        writer.Line("private static Dictionary<string, EquatableArray<ContentArgument>> AllWrappers() => new(StringComparer.Ordinal)");
        writer.Line("{");
        writer.Indent();
        foreach (var layer in layers.Where(static layer => layer.IsWrapper))
            writer.Line($"[\"{layer.Kind}\"] = {layer.Kind}Spec.ContentArguments,");
        writer.Outdent();
        writer.Line("};");
        writer.Close();
        return writer.ToSourceText();
    }
}
