using GenNet.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>Edits of what stands at a layer's property.</summary>
internal static class LayerAttributes
{
    /// <summary>One more attribute behind the layer's own.</summary>
    /// <param name="type">The class.</param>
    /// <param name="property">The property.</param>
    /// <param name="attribute">The attribute, without brackets.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static SourceEdit? Insert(INamedTypeSymbol type, string property, string attribute, CancellationToken cancellation)
    {
        if (SyntaxOf(type, property, cancellation) is not { } syntax)
            return null;
        var list = syntax.AttributeLists.FirstOrDefault(static list => list.Target is null);
        return list is null
            ? new(syntax.SyntaxTree.FilePath, syntax.SpanStart, 0, $"[{attribute}] ")
            : new(syntax.SyntaxTree.FilePath, list.Attributes[list.Attributes.Count - 1].Span.End, 0, $", {attribute}");
    }

    /// <summary>An argument by name: with another value where it is written, else behind all others.</summary>
    public static SourceEdit Set(AttributeSyntax attribute, string name, string value)
    {
        var path = attribute.SyntaxTree.FilePath;
        if (attribute.ArgumentList is not { Arguments.Count: > 0 } list)
            return new(path, attribute.Name.Span.End, attribute.Span.End - attribute.Name.Span.End, $"({name} = {value})");
        return list.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name) is { } written
            ? new(path, written.Expression.SpanStart, written.Expression.Span.Length, value)
            : new(path, list.Arguments[list.Arguments.Count - 1].Span.End, 0, $", {name} = {value}");
    }

    /// <summary>An argument taken out, with its comma.</summary>
    public static SourceEdit Remove(AttributeArgumentSyntax argument)
    {
        var list = (AttributeArgumentListSyntax)argument.Parent!;
        var path = argument.SyntaxTree.FilePath;
        var index = list.Arguments.IndexOf(argument);
        if (list.Arguments.Count == 1)
            return new(path, list.SpanStart, list.Span.Length, "");
        return index > 0
            ? new(path, list.Arguments[index - 1].Span.End, argument.Span.End - list.Arguments[index - 1].Span.End, "")
            : new(path, argument.SpanStart, list.Arguments[1].SpanStart - argument.SpanStart, "");
    }

    /// <summary>The layer attributes of a property: the layer's own, then those of the layers that it holds.</summary>
    public static AttributeData[] Of(INamedTypeSymbol type, string property) => PropertyOf(type, property) is { } declared ? Of(declared) : [];

    /// <summary>The same of a property that is known.</summary>
    public static AttributeData[] Of(IPropertySymbol property) => [.. property.GetAttributes().Where(static a => a.AttributeClass.DerivesFrom("LayerAttribute"))];

    /// <summary>The property of that name; null if there is none.</summary>
    public static IPropertySymbol? PropertyOf(INamedTypeSymbol type, string property) => type.GetMembers(property).OfType<IPropertySymbol>().FirstOrDefault();

    private static PropertyDeclarationSyntax? SyntaxOf(INamedTypeSymbol type, string property, CancellationToken cancellation) =>
        PropertyOf(type, property)?.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation)).OfType<PropertyDeclarationSyntax>()
            .FirstOrDefault(static syntax => !syntax.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal));
}
