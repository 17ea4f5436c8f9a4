using GenNet.Generators.Emitting;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.SpecGenerator;

/// <summary>Writes the table of all layer kinds.</summary>
internal static class CatalogEmitter
{
    /// <summary>The file.</summary>
    public static SourceText Emit(IEnumerable<string> kinds)
    {
        var writer = new SourceWriter();
        writer.Line("namespace GenNet.Specs;");
        writer.Line();
        writer.Open("partial class LayerCatalog");
        writer.Line("private static Dictionary<string, Func<LayerArguments, LayerSpec>> AllKinds() => new(StringComparer.Ordinal)");
        writer.Line("{");
        writer.Indent();
        foreach (var kind in kinds)
            writer.Line($"[\"{kind}\"] = {kind}Spec.Create,");
        writer.Outdent();
        writer.Line("};");
        writer.Close();
        return writer.ToSourceText();
    }
}
