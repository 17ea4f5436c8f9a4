using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>Layers of a user's own, and the attributes that declare them: <c>FooAttribute : CustomLayerAttribute&lt;Foo&gt;</c> beside <c>Foo : CustomLayer</c>.</summary>
internal static class CustomLayerSymbols
{
    /// <summary>Base class of such layers.</summary>
    public const string LayerBase = "CustomLayer";

    private const string AttributeBase = "CustomLayerAttribute";
    private const string Suffix = "Attribute";

    /// <summary>The layer that <paramref name="attribute"/> declares; null if that is no attribute of a user's layer.</summary>
    public static INamedTypeSymbol? LayerOf(INamedTypeSymbol? attribute)
    {
        for (var current = attribute?.BaseType; current is not null; current = current.BaseType)
        {
            if (IsAttributeBase(current))
                return current.TypeArguments[0] as INamedTypeSymbol;
        }
        return null;
    }

    /// <summary>Whether <paramref name="type"/> is <c>GenNet.CustomLayerAttribute&lt;TLayer&gt;</c>.</summary>
    public static bool IsAttributeBase(INamedTypeSymbol type) =>
        type is { Name: AttributeBase, Arity: 1, ContainingType: null, ContainingNamespace: { Name: "GenNet", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>The attribute that declares <paramref name="layer"/>; null if there is none beside it.</summary>
    public static INamedTypeSymbol? AttributeOf(INamedTypeSymbol layer)
    {
        var beside = layer.ContainingType is { } outer ? outer.GetTypeMembers(layer.Name + Suffix, 0) : layer.ContainingNamespace.GetTypeMembers(layer.Name + Suffix, 0);
        return beside.FirstOrDefault(attribute => SymbolEqualityComparer.Default.Equals(LayerOf(attribute), layer));
    }

    /// <summary>What GenNet wrote down of a layer whose generated part is compiled; null before that.</summary>
    public static AttributeData? Compiled(INamedTypeSymbol layer) => layer.GetAttributes().FirstOrDefault(static a => a.AttributeClass.IsOfLayers("CompiledLayerAttribute"));

    /// <summary>Whether <paramref name="type"/> is <c>GenNet.Layers.&lt;name&gt;</c>.</summary>
    public static bool IsOfLayers(this INamedTypeSymbol? type, string name) =>
        type is { ContainingType: null, Arity: 0, ContainingNamespace: { Name: "Layers", ContainingNamespace: { Name: "GenNet", ContainingNamespace.IsGlobalNamespace: true } } } && type.Name == name;

    /// <summary>Whether <paramref name="type"/> is <c>GenNet.Specs.&lt;name&gt;</c>.</summary>
    public static bool IsOfSpecs(this INamedTypeSymbol? type, string name) =>
        type is { ContainingType: null, Arity: 0, ContainingNamespace: { Name: "Specs", ContainingNamespace: { Name: "GenNet", ContainingNamespace.IsGlobalNamespace: true } } } && type.Name == name;
}
