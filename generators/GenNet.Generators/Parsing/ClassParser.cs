using GenNet.Generators.Diagnostics;
using GenNet.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>Checks the form of a model's class and describes its declaration.</summary>
internal static class ClassParser
{
    private static readonly SymbolDisplayFormat s_fullyQualified =
        SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat s_unescaped =
        new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    /// <summary>Reports what keeps <paramref name="type"/> from being a model.</summary>
    /// <returns>Whether another part of the class can be written at all.</returns>
    public static bool Check(INamedTypeSymbol type, Reporter reporter, CancellationToken cancellation)
    {
        var location = type.Locations[0];
        var problem = type switch
        {
            { IsRecord: true } => "a record",
            { IsStatic: true } => "static",
            { IsAbstract: true } => "abstract",
            { IsFileLocal: true } => "file-local",
            { IsGenericType: true } => "generic or nested in a generic type",
            _ => null,
        };
        if (problem is not null)
            reporter.Report(DiagnosticDescriptors.UnsupportedClass, location, type.Name, problem);
        if (type.BaseType is { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Error } baseType && !baseType.Is("Model"))
            reporter.Report(DiagnosticDescriptors.WrongBase, location, type.Name, baseType.ToDisplayString());
        var closed = NotPartial(type, cancellation);
        if (closed is not null)
            reporter.Report(DiagnosticDescriptors.NotPartial, location, type.Name, closed.Name);
        return problem is null && closed is null;
    }

    /// <summary>The class's namespace; empty if it has none.</summary>
    public static string NamespaceOf(INamedTypeSymbol type) =>
        type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(s_unescaped);

    /// <summary>How the class was written.</summary>
    public static ClassDeclaration Declare(INamedTypeSymbol type, IReadOnlyList<LayerDeclaration> layers, CancellationToken cancellation)
    {
        var containers = new List<ContainerDeclaration>();
        for (var container = type.ContainingType; container is not null; container = container.ContainingType)
            containers.Insert(0, new(KeywordOf(container), container.Name));
        var members = new HashSet<string>(type.MemberNames, StringComparer.Ordinal);
        return new(
            NamespaceOf(type),
            type.Name,
            containers.ToEquatableArray(),
            layers.Where(static l => l.Property.IsPartialDefinition).Select(l => Declare(l.Property, members, cancellation)).ToEquatableArray());
    }

    private static PropertyDeclaration Declare(IPropertySymbol property, HashSet<string> members, CancellationToken cancellation)
    {
        var syntax = (PropertyDeclarationSyntax)property.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        var field = "_" + char.ToLowerInvariant(property.Name[0]) + property.Name.Substring(1);
        while (!members.Add(field))
            field += "_";
        return new(
            string.Join(" ", syntax.Modifiers.Select(static m => m.ValueText)),
            property.Type.ToDisplayString(s_fullyQualified),
            property.Name,
            field);
    }

    private static INamedTypeSymbol? NotPartial(INamedTypeSymbol type, CancellationToken cancellation)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            var parts = current.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>();
            if (!parts.Any(static p => p.Modifiers.Any(SyntaxKind.PartialKeyword)))
                return current;
        }
        return null;
    }

    private static string KeywordOf(INamedTypeSymbol type) => (type.IsRecord, type.TypeKind) switch
    {
        (true, TypeKind.Struct) => "record struct",
        (true, _) => "record",
        (_, TypeKind.Struct) => "struct",
        (_, TypeKind.Interface) => "interface",
        _ => "class",
    };
}
