using GenNet.Generators.Parsing;
using GenNet.Graph;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>The classes with <c>[Model]</c> of a compilation.</summary>
internal static class ModelTypes
{
    /// <summary>All of them.</summary>
    public static IEnumerable<INamedTypeSymbol> All(Compilation compilation) => compilation
        .GetSymbolsWithName(static _ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>().Where(IsModel);

    /// <summary>Those of one class name, in whatever namespace.</summary>
    public static IEnumerable<INamedTypeSymbol> Called(string className, Compilation compilation) => compilation
        .GetSymbolsWithName(className, SymbolFilter.Type).OfType<INamedTypeSymbol>().Where(IsModel);

    /// <summary>What a class is called.</summary>
    public static ModelName NameOf(INamedTypeSymbol type) => new(ClassParser.NamespaceOf(type), ClassParser.ContainingTypesOf(type), type.Name);

    /// <summary>Whether a source declares a class of that name where <c>#if</c> leaves it out.</summary>
    public static bool IsLeftOut(string className, Compilation compilation) => compilation.SyntaxTrees
        .Select(static tree => tree.GetRoot())
        .Where(static root => root.ContainsDirectives)
        .SelectMany(static root => root.DescendantTrivia())
        .Any(trivia => trivia.IsKind(SyntaxKind.DisabledTextTrivia) && trivia.ToString().Contains($"class {className}"));

    private static bool IsModel(INamedTypeSymbol type) => type.Attribute("ModelAttribute") is not null;
}
