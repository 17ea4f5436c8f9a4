using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>Names of types in messages: short, and with their namespaces where two short names would be the same.</summary>
internal static class TypeNames
{
    private static readonly SymbolDisplayFormat s_qualified =
        SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>How generated code names <paramref name="type"/>: fully qualified, with its nullable annotations.</summary>
    public static string Qualified(ITypeSymbol type) => type.ToDisplayString(s_qualified);

    /// <summary>A type of GenNet and <paramref name="actual"/>, which is not it.</summary>
    /// <param name="expected">Name of GenNet's type.</param>
    /// <param name="actual">The other type.</param>
    public static (string Expected, string Actual) Distinct(string expected, ITypeSymbol actual)
    {
        var name = actual.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        return actual.Name == expected && !actual.Is(expected)
            ? ("GenNet." + expected, actual.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat))
            : (expected, name);
    }

    /// <summary>The name of an attribute's class as it is written in brackets: <c>LSTM</c>.</summary>
    public static string OfAttribute(INamedTypeSymbol attribute) => attribute.Name.EndsWith("Attribute", StringComparison.Ordinal)
        ? attribute.Name.Substring(0, attribute.Name.Length - "Attribute".Length)
        : attribute.Name;

    /// <summary>How GenNet's attribute <paramref name="name"/> is written at <paramref name="symbol"/>: with its namespace where that has another one so called.</summary>
    public static string AttributeFor(ISymbol symbol, string name) =>
        symbol.GetAttributes().Any(a => a.AttributeClass?.Name == name + "Attribute" && !a.AttributeClass.Is(name + "Attribute")) ? "GenNet." + name : name;
}
