using System.Collections.Immutable;
using GenNet.Generators.Diagnostics;
using GenNet.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>A class that is written as a model and that nobody marked as one: without <c>[Model]</c> nothing would be made of it, silently.</summary>
internal static class ForgottenModel
{
    /// <summary>
    /// Whether <paramref name="node"/> may be one, as far as its own text tells. It is asked of every node of a file that was edited; what it lets through costs a look at
    /// symbols at every edit, and that are no types of other kinds of programs.
    /// </summary>
    public static bool IsCandidate(SyntaxNode node) => node is TypeDeclarationSyntax type
        && !HasAttribute(type.AttributeLists, "Model")
        && (HasAttribute(type.AttributeLists, "Input") || type.Members.Any(IsCandidateMember));

    /// <summary>What is wrong with a candidate, and what is written of it; null if it is a model, or was never meant as one.</summary>
    public static ParsedModel? Parse(TypeDeclarationSyntax node, SemanticModel semantics, CancellationToken cancellation)
    {
        if (semantics.GetDeclaredSymbol(node, cancellation) is not { } type || type.Attribute("ModelAttribute") is not null
            || EvidenceOf(type) is not { } evidence || FirstPart(type, cancellation) != node)
        {
            return null;
        }
        var reporter = new Reporter();
        // The compiler names attributes that it doesn't know, one of which may be meant as [Model].
        if (!type.GetAttributes().Any(static a => a.AttributeClass is null or { TypeKind: TypeKind.Error }))
            reporter.Report(DiagnosticDescriptors.ModelAttributeMissing, node.Identifier.GetLocation(), type.Name, evidence, Remedy(type));
        var canBeWritten = LanguageRules.IsNewEnough(node.SyntaxTree);
        return new(
            ClassParser.Declare(type, [], cancellation),
            null,
            canBeWritten ? SkeletonParser.Parse(type, LayersOf(type, cancellation), cancellation) : null,
            reporter.Diagnostics.ToEquatableArray());
    }

    private static IReadOnlyList<LayerDeclaration> LayersOf(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var reporter = new Reporter();
        var around = ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default, type);
        return new LayerParser(type, new SubmodelParser(around, reporter, cancellation), reporter, cancellation).Parse();
    }

    private static bool IsCandidateMember(MemberDeclarationSyntax member) => member switch
    {
        PropertyDeclarationSyntax property => property.Modifiers.Any(SyntaxKind.PartialKeyword) || property.AttributeLists.Any(static list => list.Attributes.Any(IsLayer)),
        MethodDeclarationSyntax method => method.ParameterList.Parameters.Any(static parameter => HasAttribute(parameter.AttributeLists, "Input")),
        _ => false,
    };

    private static bool HasAttribute(SyntaxList<AttributeListSyntax> lists, string name) => lists.Any(list => list.Attributes.Any(attribute => AttributeName.Of(attribute) == name));

    private static bool IsLayer(AttributeSyntax attribute) => LayerCatalog.IsKind(AttributeName.Of(attribute));

    // A partial property with attributes of somebody else's belongs to their generator.
    private static string? EvidenceOf(INamedTypeSymbol type)
    {
        var properties = type.GetMembers().OfType<IPropertySymbol>().ToArray();
        var layer = properties.FirstOrDefault(static p => p.GetAttributes().Any(static a => a.AttributeClass.DerivesFrom("LayerAttribute")))
            ?? properties.FirstOrDefault(static p => p is { IsPartialDefinition: true, PartialImplementationPart: null }
                && (RepeatParser.Declares(p) || (p.Type.DerivesFrom("Layer") && p.GetAttributes().IsEmpty)));
        if (layer is not null)
            return $"the layer '{layer.Name}'";
        if (properties.FirstOrDefault(VariableParser.Declares) is { } variable)
            return $"the variable '{variable.Name}'";
        var hasInput = type.Attribute("InputAttribute") is not null
            || type.GetMembers().OfType<IMethodSymbol>().Any(static m => m.Parameters.Any(static p => p.Attribute("InputAttribute") is not null));
        return hasInput ? "an [Input]" : null;
    }

    private static string Remedy(INamedTypeSymbol type)
    {
        var model = TypeNames.AttributeFor(type, "Model");
        return type.Attribute("InputAttribute") is null && ForwardSignature.MethodsOf(type).Count == 0
            ? $"[{model}, {TypeNames.AttributeFor(type, "Input")}(…)]"
            : $"[{model}]";
    }

    private static TypeDeclarationSyntax? FirstPart(INamedTypeSymbol type, CancellationToken cancellation) => type.DeclaringSyntaxReferences
        .OrderBy(static r => r.SyntaxTree.FilePath, StringComparer.Ordinal).ThenBy(static r => r.Span.Start)
        .Select(r => r.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>().FirstOrDefault(IsCandidate);
}
