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

    private static Location? Of(LayerNode layer, ModelComparison comparison, CancellationToken cancellation)
    {
        var attribute = LayerAttributes.PropertyOf(comparison.Type, layer.Declaration)?.Attribute("RepeatAttribute");
        return attribute?.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax syntax
            ? syntax.ArgumentList?.Arguments.FirstOrDefault()?.GetLocation() ?? syntax.GetLocation()
            : null;
    }

    // The name of the list: blocks of blocks_3/dense.
    private static string ListOf(string name)
    {
        var first = name.Split('/')[0];
        var end = first.LastIndexOf('_');
        return end > 0 && end + 1 < first.Length && first.Substring(end + 1).All(char.IsDigit) ? first.Substring(0, end) : "/" + first;
    }
}
