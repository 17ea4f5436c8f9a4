using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>The form of layer properties: <c>partial Dense Out { get; }</c>.</summary>
internal static class PropertyRules
{
    /// <summary>Checks the properties of <paramref name="layers"/> of <paramref name="type"/>.</summary>
    public static void Check(INamedTypeSymbol type, IReadOnlyList<LayerDeclaration> layers, Reporter reporter)
    {
        foreach (var layer in layers)
        {
            var problem = layer.Property switch
            {
                _ when IsExplicit(layer.Property) =>
                    "it can't implement an interface explicitly: declare the layer beside that property, which returns it",
                { IsIndexer: true } => "it can't be an indexer",
                { IsStatic: true } when !type.IsStatic => "it can't be static",
                { IsAbstract: true } or { IsExtern: true } => "it can't be abstract or extern",
                { IsRequired: true } => "it can't be required, as GenNet makes the layer",
                { IsPartialDefinition: false } => "it must be partial, as GenNet writes its other part",
                { PartialImplementationPart: not null } => "it can't have a body, as GenNet writes it",
                { SetMethod: not null } => "it can't have a setter",
                { GetMethod: null } => "it must have a getter",
                { RefKind: not RefKind.None } => "it can't return by reference",
                _ when IsNullable(layer.Property) => "it can't be nullable, as GenNet makes the layer",
                _ => null,
            };
            if (problem is not null)
                reporter.Report(DiagnosticDescriptors.LayerProperty, layer.Location, ShortName(layer.Property), layer.Spec?.TypeName ?? layer.Property.Type.Name, problem);
        }
    }

    private static bool IsExplicit(IPropertySymbol property) => property.Name.Contains('.');

    private static string ShortName(IPropertySymbol property) => property.Name.Substring(property.Name.LastIndexOf('.') + 1);

    private static bool IsNullable(IPropertySymbol property) => IsAnnotated(property.Type)
        || property.GetAttributes().Any(static a => a.AttributeClass is { Name: "MaybeNullAttribute" or "AllowNullAttribute" });

    private static bool IsAnnotated(ITypeSymbol type) => type.NullableAnnotation == NullableAnnotation.Annotated
        || (type is INamedTypeSymbol { TypeArguments: var arguments } && arguments.Any(IsAnnotated));
}
