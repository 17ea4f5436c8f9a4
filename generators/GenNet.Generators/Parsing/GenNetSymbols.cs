using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>GenNet's own types, by name.</summary>
internal static class GenNetSymbols
{
    /// <summary>Whether <paramref name="type"/> is <c>GenNet.&lt;name&gt;</c>.</summary>
    public static bool Is(this ITypeSymbol? type, string name) =>
        type is INamedTypeSymbol { ContainingType: null, Arity: 0, ContainingNamespace: { Name: "GenNet", ContainingNamespace.IsGlobalNamespace: true } }
        && type.Name == name;

    /// <summary>Whether <paramref name="type"/> derives from <c>GenNet.&lt;name&gt;</c>.</summary>
    public static bool DerivesFrom(this ITypeSymbol? type, string name)
    {
        for (var current = type?.BaseType; current is not null; current = current.BaseType)
        {
            if (current.Is(name))
                return true;
        }
        return false;
    }

    /// <summary>The attribute <c>GenNet.&lt;name&gt;</c> of <paramref name="symbol"/>; null if it has none.</summary>
    public static AttributeData? Attribute(this ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(a => a.AttributeClass.Is(name));

    /// <summary>The text given as <c>Name</c>; null if none was.</summary>
    public static string? GivenName(this AttributeData attribute) =>
        attribute.NamedArguments.FirstOrDefault(static a => a.Key == "Name").Value.Value as string;

    /// <summary>Where the attribute stands.</summary>
    public static Location? Location(this AttributeData attribute, CancellationToken cancellation) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation();
}
