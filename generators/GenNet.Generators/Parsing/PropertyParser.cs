using GenNet.Generators.Names;
using GenNet.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>Describes declarations of properties, so that their implementing parts can be written.</summary>
internal static class PropertyParser
{
    /// <summary>The layers' properties, each with a field of its own.</summary>
    public static EquatableArray<PropertyDeclaration> Declare(INamedTypeSymbol type, IReadOnlyList<LayerDeclaration> layers, CancellationToken cancellation)
    {
        // What the user wrote is only of use to what is generated.
        var isCompiled = type.IsCompiled();
        var taken = new HashSet<string>(type.MemberNames.Append(type.Name).Concat(GeneratedMembers.Names), StringComparer.Ordinal);
        return layers.GroupBy(static layer => layer.Name).Select(list => (Layer: list.First(), Count: list.Count())).Select(property => new PropertyDeclaration(
            Modifiers(property.Layer.Property, cancellation),
            TypeNames.Qualified(property.Layer.Property.Type),
            property.Layer.Name,
            FieldOf(property.Layer.Name, taken),
            property.Layer.Submodel is not null,
            property.Layer.LayerCount)
        {
            Documentation = isCompiled ? "" : WrittenDocumentation.Of(property.Layer.Property, cancellation),
            IsVariable = property.Layer.Spec is ModelVariableSpec,
            List = property.Layer.Element is null ? null : new(TypeNames.Qualified(RepeatParser.ElementTypeOf(property.Layer.Property)), property.Count),
            Content = ContentDeclaration.Of(property.Layer.Spec),
        }).ToEquatableArray();
    }

    /// <summary>A property without a body; null if the compiler lets nobody write one.</summary>
    public static SkeletonProperty? Skeleton(IPropertySymbol property, CancellationToken cancellation)
    {
        if (property.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is not BasePropertyDeclarationSyntax { ExplicitInterfaceSpecifier: null } syntax)
            return null;
        var reference = property.RefKind switch { RefKind.Ref => "ref ", RefKind.RefReadOnly => "ref readonly ", _ => "" };
        var name = property.IsIndexer
            ? $"this[{string.Join(", ", property.Parameters.Select(static p => $"{TypeNames.Qualified(p.Type)} {Identifiers.Escape(p.Name)}"))}]"
            : Identifiers.Escape(property.Name);
        var accessors = syntax.AccessorList?.Accessors.Select(static a => string.Join(" ", a.Modifiers.Append(a.Keyword).Select(static t => t.ValueText)));
        return new(
            $"{Modifiers(property, cancellation)} {reference}{TypeNames.Qualified(property.Type)} {name}",
            (accessors ?? []).ToEquatableArray());
    }

    // What only a declaration without a body may say is left to the compiler to refuse there.
    private static string Modifiers(IPropertySymbol property, CancellationToken cancellation) => string.Join(
        " ",
        ((BasePropertyDeclarationSyntax)property.DeclaringSyntaxReferences[0].GetSyntax(cancellation)).Modifiers
            .Where(static m => !m.IsKind(SyntaxKind.AbstractKeyword) && !m.IsKind(SyntaxKind.ExternKeyword))
            .Select(static m => m.ValueText));

    private static string FieldOf(string property, HashSet<string> taken)
    {
        var field = "_" + Identifiers.Camel(property);
        while (!taken.Add(field))
            field += "_";
        return field;
    }
}
