using System.CodeDom.Compiler;
using GenNet.Generators.Names;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

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

    /// <summary>Whether <paramref name="type"/> is a layer's, or a model.</summary>
    public static bool IsLayerOrModel(this ITypeSymbol type) => type.Is("Layer") || type.DerivesFrom("Layer") || type.IsModel();

    /// <summary>Whether <paramref name="type"/> is a model, or will be once its other part is generated.</summary>
    public static bool IsModel(this ITypeSymbol type) => type.Is("Model") || type.DerivesFrom("Model") || type.Attribute("ModelAttribute") is not null;

    /// <summary>
    /// Whether the other part of model class <paramref name="type"/> has been generated, as analyzers see it: then it is right, and what the generator wrote
    /// must not be taken for the user's.
    /// </summary>
    public static bool IsCompiled(this INamedTypeSymbol type) => type.GetMembers(GeneratedMembers.GeneratedPlan).Any(IsGenerated);

    /// <summary>Whether GenNet's generator wrote <paramref name="member"/>.</summary>
    public static bool IsGenerated(this ISymbol member) => member.GetAttributes()
        .Any(static a => a.AttributeClass?.Name == nameof(GeneratedCodeAttribute) && a.ConstructorArguments is [{ Value: "GenNet" }, _]);

    /// <summary>The attribute <c>GenNet.&lt;name&gt;</c> of <paramref name="symbol"/>; null if it has none.</summary>
    public static AttributeData? Attribute(this ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(a => a.AttributeClass.Is(name));

    /// <summary>The text given as <c>Name</c>; null if none was.</summary>
    public static string? GivenName(this AttributeData attribute) =>
        attribute.Named("Name").Value as string;

    /// <summary>What is given for property <paramref name="name"/>: nothing, with the value null, if it isn't.</summary>
    public static TypedConstant Named(this AttributeData attribute, string name) => attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value;

    /// <summary>Where the attribute stands.</summary>
    public static Location? Location(this AttributeData attribute, CancellationToken cancellation) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation();

    /// <summary>
    /// The part of model class <paramref name="type"/> that has its <c>[Model]</c>: the one that stands for the class, whatever the order of files.
    /// </summary>
    public static TypeDeclarationSyntax? MainPart(this INamedTypeSymbol type, CancellationToken cancellation) =>
        type.Attribute("ModelAttribute")?.ApplicationSyntaxReference?.GetSyntax(cancellation).FirstAncestorOrSelf<TypeDeclarationSyntax>();

    /// <summary>Where the class's name stands in <see cref="MainPart"/>.</summary>
    public static Location MainLocation(this INamedTypeSymbol type, CancellationToken cancellation) =>
        type.MainPart(cancellation)?.Identifier.GetLocation() ?? type.Locations[0];
}
