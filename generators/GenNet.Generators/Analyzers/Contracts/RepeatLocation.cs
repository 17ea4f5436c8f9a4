using GenNet.Contracts;
using GenNet.Generators.Parsing;
using GenNet.Graph;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>Where a list of layers says how many there are, of elements that came or went with that number.</summary>
internal static class RepeatLocation
{
    /// <summary>Of a layer that is gone, where others of its list are left.</summary>
    public static Location? OfRemoved(string name, ModelComparison comparison, CancellationToken cancellation) =>
        comparison.Model.Layers.FirstOrDefault(layer => layer.Element is not null && ListOf(layer.KerasName) == ListOf(name)) is { } other ? Of(other, comparison, cancellation) : null;

    /// <summary>Of a new layer, where others of its list were there before.</summary>
    public static Location? OfAdded(LayerNode layer, ModelComparison comparison, CancellationToken cancellation) =>
        layer.Element is not null && comparison.Old!.Layers.Any(old => ListOf(old.Name) == ListOf(layer.KerasName)) ? Of(layer, comparison, cancellation) : null;

    /// <summary>Of a layer whose list counts from another number than before: that number where it is written.</summary>
    public static Location? OfRenumbered(string old, LayerNode layer, ModelComparison comparison, CancellationToken cancellation)
    {
        if (layer.Element is null || old.Split('/')[0] == layer.KerasName.Split('/')[0] || ListOf(old) != ListOf(layer.KerasName) || LayerAttributes.PropertyOf(comparison.Type, layer.Declaration)?.Attribute("RepeatAttribute") is not { } attribute)
            return null;
        return new AttributeArguments(attribute, cancellation).LocationOf("first", null) ?? attribute.Location(cancellation);
    }

    private static Location? Of(LayerNode layer, ModelComparison comparison, CancellationToken cancellation)
    {
        var attribute = LayerAttributes.PropertyOf(comparison.Type, layer.Declaration)?.Attribute("RepeatAttribute");
        return attribute?.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax syntax
            ? syntax.ArgumentList?.Arguments.FirstOrDefault()?.GetLocation() ?? syntax.GetLocation()
            : null;
    }

    // The name of the list: blocks of blocks_3/dense.
    private static string ListOf(string name) => FormerNames.ListOf(name.Split('/')[0]) ?? "/" + name.Split('/')[0];
}
