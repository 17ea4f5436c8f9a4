using GenNet.Generators.Diagnostics;
using GenNet.Graph;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>A model without <c>Forward</c>: its layers follow each other in declaration order.</summary>
internal static class SequentialParser
{
    /// <summary>Adds input and calls to <paramref name="graph"/>.</summary>
    /// <returns>The output; null if it couldn't be made.</returns>
    public static IReadOnlyList<OutputNode>? Parse(
        INamedTypeSymbol type, IReadOnlyList<LayerDeclaration> layers, GraphBuilder graph, Reporter reporter, CancellationToken cancellation)
    {
        if (type.Attribute("InputAttribute") is not { } attribute)
        {
            reporter.Report(DiagnosticDescriptors.InputMissing, type.Locations[0], type.Name, "its input");
            return null;
        }
        if (InputParser.OfClass(attribute, reporter, cancellation) is not { } input)
            return null;
        var value = graph.AddInput(input);
        for (var layer = 0; layer < layers.Count; layer++)
            value = graph.Call(layer, [value], layers[layer].Location);
        return value == GraphBuilder.Unknown ? null : [new(layers[layers.Count - 1].Name, value)];
    }
}
