using GenNet.Generators.Parsing;
using GenNet.Graph;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>The classes with <c>[Model]</c> of a compilation.</summary>
internal static class ModelTypes
{
    /// <summary>All of them.</summary>
    public static IEnumerable<INamedTypeSymbol> All(Compilation compilation) => Called(static _ => true, compilation);

    /// <summary>Those of such class names, in whatever namespace.</summary>
    public static IEnumerable<INamedTypeSymbol> Called(Func<string, bool> isName, Compilation compilation) => compilation
        .GetSymbolsWithName(isName, SymbolFilter.Type).OfType<INamedTypeSymbol>().Where(IsModel);

    /// <summary>What a class is called.</summary>
    public static ModelName NameOf(INamedTypeSymbol type) => new(ClassParser.NamespaceOf(type), ClassParser.ContainingTypesOf(type), type.Name);

    private static bool IsModel(INamedTypeSymbol type) => type.Attribute("ModelAttribute") is not null;
}
