using GenNet.Generators.Diagnostics;
using GenNet.Graph;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>Layers of one class in several files: the order of parts is that of the files' names, which must decide nothing.</summary>
internal static class LayerFiles
{
    /// <summary>Whether more than one file declares layers.</summary>
    public static bool AreSeveral(IReadOnlyList<LayerDeclaration> layers) =>
        layers.Any(layer => layer.Location?.SourceTree != layers[0].Location?.SourceTree);

    /// <summary>Reports that the layers have no order.</summary>
    public static void Refuse(INamedTypeSymbol type, IReadOnlyList<LayerDeclaration> layers, Reporter reporter, CancellationToken cancellation)
    {
        var main = type.MainPart(cancellation)?.SyntaxTree;
        var files = layers.Select(static l => l.Location?.SourceTree).Distinct().Select(static tree => Path.GetFileName(tree?.FilePath)).ToArray();
        reporter.Report(
            DiagnosticDescriptors.LayersInSeveralFiles,
            layers.First(layer => layer.Location?.SourceTree != main).Location,
            type.Name,
            string.Join(" and ", files.Select(static file => $"'{file}'")));
    }
}
