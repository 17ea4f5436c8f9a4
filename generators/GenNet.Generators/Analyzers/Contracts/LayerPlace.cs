using GenNet.Generators.Parsing;
using GenNet.Graph;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>Where a layer is declared: a property of the model's class, or of the class of a model among its layers.</summary>
/// <param name="Type">The class.</param>
/// <param name="Property">The property.</param>
/// <param name="Element">Which element of the list that the property is; null if it is none.</param>
internal sealed record LayerPlace(INamedTypeSymbol Type, IPropertySymbol Property, int? Element)
{
    /// <summary>The place of <paramref name="layer"/>; null if there is no such property.</summary>
    /// <param name="layer">The layer: <c>Neck.Blocks[2].Up</c>.</param>
    /// <param name="model">The class of the whole model.</param>
    public static LayerPlace? Of(LayerNode layer, INamedTypeSymbol model) => Follow(layer.Property.Split('.'), model);

    /// <summary>The property of the whole model's class that the layer is, or is in.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="model">The class of the whole model.</param>
    public static LayerPlace? Outermost(LayerNode layer, INamedTypeSymbol model) => Follow([layer.Property.Split('.')[0]], model);

    /// <summary>The layer attributes: the layer's own, then those of the layers that it holds.</summary>
    public AttributeData[] Attributes => LayerAttributes.Of(Property);

    private static LayerPlace? Follow(string[] path, INamedTypeSymbol model)
    {
        LayerPlace? place = null;
        for (var (i, type) = (0, model); i < path.Length; i++)
        {
            var (name, element) = path[i].IndexOf('[') is >= 0 and var bracket
                ? (path[i].Substring(0, bracket), int.TryParse(path[i].Substring(bracket + 1).TrimEnd(']'), out var number) ? number : (int?)null)
                : (path[i], null);
            if (LayerAttributes.PropertyOf(type, name) is not { } property)
                return null;
            place = new(type, property, element);
            if (RepeatParser.ElementTypeOf(property) is INamedTypeSymbol next)
                type = next;
        }
        return place;
    }
}
