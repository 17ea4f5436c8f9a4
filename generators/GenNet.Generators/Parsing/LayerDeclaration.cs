using GenNet.Specs;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>A layer property while its model is parsed.</summary>
/// <param name="Property">The property.</param>
/// <param name="KerasName">The layer's name in Keras.</param>
/// <param name="Kind">The attribute's name without <c>Attribute</c>: Keras' class name.</param>
/// <param name="Arguments">The attribute's arguments.</param>
/// <param name="Spec">The layer; null if its arguments are wrong.</param>
internal sealed record LayerDeclaration(
    IPropertySymbol Property, string KerasName, string Kind, AttributeArguments Arguments, LayerSpec? Spec)
{
    /// <summary>Name of the property.</summary>
    public string Name => Property.Name;

    /// <summary>Where the property's name stands.</summary>
    public Location? Location => Property.Locations.FirstOrDefault();
}
