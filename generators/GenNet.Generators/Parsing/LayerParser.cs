using GenNet.Generators.Diagnostics;
using GenNet.Naming;
using GenNet.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>Reads the layer properties of a model class.</summary>
internal sealed class LayerParser(INamedTypeSymbol type, Reporter reporter, CancellationToken cancellation)
{
    /// <summary>All layers in declaration order; those with wrong arguments have no specification.</summary>
    public IReadOnlyList<LayerDeclaration> Parse()
    {
        var layers = new List<LayerDeclaration>();
        foreach (var property in type.GetMembers().OfType<IPropertySymbol>().OrderBy(PositionOf))
        {
            var attributes = property.GetAttributes().Where(static a => a.AttributeClass.DerivesFrom("LayerAttribute")).ToArray();
            if (attributes.Length > 1)
            {
                reporter.Report(DiagnosticDescriptors.SeveralLayerAttributes, property.Locations[0], property.Name, attributes.Length);
                continue;
            }
            if (attributes.Length == 1)
                layers.Add(Parse(property, attributes[0]));
            else
                CheckWithoutAttribute(property);
        }
        return layers;
    }

    private void CheckWithoutAttribute(IPropertySymbol property)
    {
        if (!property.IsPartialDefinition)
            return;
        var instead = property.Type switch
        {
            var t when t.Is("Model") || t.DerivesFrom("Model") || t.Attribute("ModelAttribute") is not null =>
                "models within models are not supported yet; declare its layers here",
            var t when t.DerivesFrom("Layer") => $"add one, such as [{property.Type.Name}(…)]",
            _ => null,
        };
        if (instead is not null)
            reporter.Report(DiagnosticDescriptors.LayerAttributeMissing, property.Locations[0], property.Name, property.Type.Name, instead);
    }

    private LayerDeclaration Parse(IPropertySymbol property, AttributeData attribute)
    {
        var arguments = new AttributeArguments(attribute, cancellation);
        var kind = KindOf(attribute.AttributeClass!);
        var spec = Create(property, attribute, kind, arguments);
        if (spec is not null)
        {
            CheckForm(property, spec.TypeName);
            if (!property.Type.Is(spec.TypeName) && property.Type.TypeKind != TypeKind.Error)
                reporter.Report(DiagnosticDescriptors.LayerType, TypeLocation(property), property.Name, spec.TypeName, property.Type.Name);
        }
        return new(property, attribute.GivenName() ?? SnakeCase.Of(property.Name), kind, arguments, spec);
    }

    private LayerSpec? Create(IPropertySymbol property, AttributeData attribute, string kind, AttributeArguments arguments)
    {
        try
        {
            var spec = attribute.AttributeClass!.Is(kind + "Attribute") ? LayerCatalog.Create(kind, arguments.Values) : null;
            if (spec is null)
            {
                reporter.Report(
                    DiagnosticDescriptors.UnknownLayer, attribute.Location(cancellation), kind, property.Name, string.Join(", ", LayerCatalog.Kinds));
            }
            return spec;
        }
        catch (SpecException error)
        {
            reporter.Report(
                DiagnosticDescriptors.LayerArgument, arguments.LocationOf(error.Argument), type.Name, property.Name, kind, error.Message);
            return null;
        }
    }

    private void CheckForm(IPropertySymbol property, string typeName)
    {
        var syntax = property.DeclaringSyntaxReferences[0].GetSyntax(cancellation) as PropertyDeclarationSyntax;
        var problem = property switch
        {
            { IsStatic: true } => "it can't be static",
            { IsPartialDefinition: false } => "it must be partial, as GenNet writes its other part",
            { SetMethod: not null } => "it can't have a setter",
            { RefKind: not RefKind.None } => "it can't return by reference",
            _ => null,
        };
        if (problem is not null)
            reporter.Report(DiagnosticDescriptors.LayerProperty, syntax?.Identifier.GetLocation() ?? property.Locations[0], property.Name, typeName, problem);
    }

    private Location? TypeLocation(IPropertySymbol property) =>
        (property.DeclaringSyntaxReferences[0].GetSyntax(cancellation) as PropertyDeclarationSyntax)?.Type.GetLocation();

    private (int Part, int Position) PositionOf(IPropertySymbol property)
    {
        var location = property.Locations[0];
        var parts = type.DeclaringSyntaxReferences;
        for (var part = 0; part < parts.Length; part++)
        {
            if (parts[part].SyntaxTree == location.SourceTree && parts[part].Span.Contains(location.SourceSpan))
                return (part, location.SourceSpan.Start);
        }
        return (parts.Length, location.SourceSpan.Start);
    }

    private static string KindOf(INamedTypeSymbol attribute) =>
        attribute.Name.EndsWith("Attribute", StringComparison.Ordinal)
            ? attribute.Name.Substring(0, attribute.Name.Length - "Attribute".Length)
            : attribute.Name;
}
