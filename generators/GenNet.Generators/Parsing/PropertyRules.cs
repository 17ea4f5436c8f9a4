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
                { IsIndexer: true } => "it can't be an indexer",
                { IsStatic: true } when !type.IsStatic => "it can't be static",
                { IsAbstract: true } or { IsExtern: true } => "it can't be abstract or extern",
                { IsRequired: true } => "it can't be required, as GenNet makes the layer",
                { IsPartialDefinition: false } => "it must be partial, as GenNet writes its other part",
                { PartialImplementationPart: not null } => "it can't have a body, as GenNet writes it",
                { SetMethod: not null } => "it can't have a setter",
                { GetMethod: null } => "it must have a getter",
                { RefKind: not RefKind.None } => "it can't return by reference",
                _ => null,
            };
            if (problem is not null)
                reporter.Report(DiagnosticDescriptors.LayerProperty, layer.Location, layer.Name, layer.Spec?.TypeName ?? layer.Property.Type.Name, problem);
        }
    }
}
