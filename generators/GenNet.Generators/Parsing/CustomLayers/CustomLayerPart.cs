using GenNet.Generators.Diagnostics;
using GenNet.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>What is written of a user's layer class, or what is wrong with it. Structurally equal, without Roslyn types.</summary>
/// <param name="Declaration">How the class was written.</param>
/// <param name="Definition">The layer; null if it is wrong.</param>
/// <param name="Weights">Its weights' properties.</param>
/// <param name="Accessibility">Accessibility of its nested types, which name the attribute's enums.</param>
/// <param name="CanBeWritten">Whether another part of the class can be written.</param>
/// <param name="Diagnostics">What is wrong, in the order of the source.</param>
internal sealed record CustomLayerPart(
    ClassDeclaration Declaration, CustomLayerDefinition? Definition, EquatableArray<WeightProperty> Weights, string Accessibility, bool CanBeWritten, EquatableArray<DiagnosticInfo> Diagnostics)
{
    /// <summary>What the name of its file begins with.</summary>
    public string HintName { get; init; } = "";

    /// <summary>Whether <paramref name="node"/> may be such a class, as far as its own text tells.</summary>
    public static bool IsCandidate(SyntaxNode node) =>
        node is ClassDeclarationSyntax { BaseList: { } bases } && bases.Types.Any(static type => NameOf(type.Type) is CustomLayerSymbols.LayerBase or "Layer");

    /// <summary>What becomes of a candidate; null if it is no layer, or another part of one.</summary>
    public static CustomLayerPart? Parse(ClassDeclarationSyntax node, SemanticModel semantics, CancellationToken cancellation)
    {
        if (semantics.GetDeclaredSymbol(node, cancellation) is not INamedTypeSymbol type || !type.DerivesFrom("Layer") || FirstPart(type, cancellation) != node)
            return null;
        var reporter = new Reporter();
        if (!type.BaseType.Is(CustomLayerSymbols.LayerBase))
        {
            CustomLayerRules.Report(type, "derives from GenNet's own Layer, whose kinds are closed: derive from GenNet.CustomLayer, which is made for layers of one's own", reporter, cancellation);
            return new(ClassParser.Declare(type, [], cancellation), null, [], "", CanBeWritten: false, reporter.Diagnostics.ToEquatableArray());
        }
        var definition = new CustomLayerParser(type, reporter, cancellation).Parse();
        var properties = CustomWeightParser.PropertiesOf(type)
            .Where(static p => p is { IsPartialDefinition: true, PartialImplementationPart: null, IsIndexer: false })
            .Select(p => PropertyParser.Skeleton(p, cancellation) is { } skeleton ? new WeightProperty(skeleton.Head, skeleton.Accessors, p.Name) : null);
        return new(
            ClassParser.Declare(type, [], cancellation),
            definition,
            properties.OfType<WeightProperty>().ToEquatableArray(),
            CustomLayerSymbols.AttributeOf(type)?.DeclaredAccessibility == Microsoft.CodeAnalysis.Accessibility.Public ? "public" : "internal",
            ClassParser.CanBeExtended(type, cancellation) && !type.IsGenericType && type.InstanceConstructors.All(static c => c.IsImplicitlyDeclared),
            reporter.Diagnostics.ToEquatableArray());
    }

    private static string NameOf(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax { Right: var right } => right.Identifier.ValueText,
        AliasQualifiedNameSyntax { Name: var right } => right.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    private static ClassDeclarationSyntax? FirstPart(INamedTypeSymbol type, CancellationToken cancellation) => type.DeclaringSyntaxReferences
        .OrderBy(static r => r.SyntaxTree.FilePath, StringComparer.Ordinal).ThenBy(static r => r.Span.Start)
        .Select(r => r.GetSyntax(cancellation)).OfType<ClassDeclarationSyntax>().FirstOrDefault(IsCandidate);
}

/// <summary>The property of a weight.</summary>
/// <param name="Head">All but its accessors: <c>public partial global::GenNet.Variable Kernel</c>.</param>
/// <param name="Accessors">Its accessors.</param>
/// <param name="Name">Its name.</param>
internal sealed record WeightProperty(string Head, EquatableArray<string> Accessors, string Name);
