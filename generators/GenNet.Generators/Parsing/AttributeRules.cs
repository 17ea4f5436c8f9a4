using GenNet.Generators.Diagnostics;
using GenNet.Graph;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>The attributes that layers have in a subclassed Keras model: <c>Attribute = "blocks[0]"</c>.</summary>
internal static class AttributeRules
{
    private const string Argument = "attribute";

    /// <summary>The declarations with the attributes that were given; reports what is none.</summary>
    public static IEnumerable<LayerDeclaration> Read(IEnumerable<LayerDeclaration> layers, INamedTypeSymbol type, Reporter reporter) =>
        layers.Select(layer => Given(layer) is { } text ? Parse(layer, text, type, reporter) : layer);

    /// <summary>Reports an attribute that holds something else already.</summary>
    public static void CheckDistinct(IReadOnlyList<LayerDeclaration> layers, INamedTypeSymbol type, Reporter reporter)
    {
        for (var i = 0; i < layers.Count; i++)
        {
            var layer = layers[i];
            if (layers.Take(i).FirstOrDefault(other => AreOne(other.Attribute, layer.Attribute)) is { } taken)
            {
                reporter.Report(
                    DiagnosticDescriptors.LayerArgument, layer.Arguments.LocationOf(Argument, layer.Location), $"{type.Name}.{layer.Label} ({layer.Kind})",
                    $"Attribute is '{layer.Attribute}', which holds {taken.Label}; give one of them another");
            }
        }
    }

    // What isn't a list holds one thing.
    private static bool AreOne(KerasAttribute a, KerasAttribute b) => a.Name == b.Name && (a.Index is null || b.Index is null || a.Index == b.Index);

    private static string? Given(LayerDeclaration layer) => layer.Arguments.Values.TryGetValue(Argument, out var given) ? given as string : null;

    private static LayerDeclaration Parse(LayerDeclaration layer, string text, INamedTypeSymbol type, Reporter reporter)
    {
        if (KerasAttribute.Parse(text) is { } attribute && (layer.Element is null || attribute.Index is null))
            return layer with { GivenAttribute = layer.Element is null ? attribute : attribute with { Index = layer.Element } };
        reporter.Report(
            DiagnosticDescriptors.LayerArgument, layer.Arguments.LocationOf(Argument), $"{type.Name}.{layer.Name} ({layer.Kind})",
            layer.Element is null
                ? $"Attribute is '{text}' and must be what stands behind self. in Python, such as output_layer, or blocks[0] for one of a list"
                : $"Attribute is '{text}' and must be the name of a list in Python, such as blocks");
        return layer;
    }
}
