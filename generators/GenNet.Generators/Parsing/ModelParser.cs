using GenNet.Generators.Diagnostics;
using GenNet.Graph;
using GenNet.Naming;
using GenNet.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>Makes a <see cref="ModelSpec"/> of a class with a <c>[Model]</c> attribute: the one parser of generator and analyzers.</summary>
internal static class ModelParser
{
    /// <summary>Metadata name of the attribute that marks models.</summary>
    public const string AttributeName = "GenNet.ModelAttribute";

    /// <summary>Parses <paramref name="type"/>, which has a <c>[Model]</c> attribute.</summary>
    public static ParsedModel Parse(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var reporter = new Reporter();
        var canGenerate = ClassParser.Check(type, reporter, cancellation);
        var layers = new LayerParser(type, reporter, cancellation).Parse();
        NameRules.Check(type, layers, reporter);
        var spec = ParseGraph(type, layers, reporter, cancellation);
        var declaration = canGenerate ? ClassParser.Declare(type, layers, cancellation) : null;
        return new(declaration, reporter.HasErrors ? null : spec, reporter.Diagnostics);
    }

    private static ModelSpec? ParseGraph(
        INamedTypeSymbol type, IReadOnlyList<LayerDeclaration> layers, Reporter reporter, CancellationToken cancellation)
    {
        if (layers.Count == 0)
        {
            if (!reporter.HasErrors)
                reporter.Report(DiagnosticDescriptors.NoLayers, type.Locations[0], type.Name);
            return null;
        }
        var graph = new GraphBuilder(type.Name, layers, reporter);
        var outputs = SequentialParser.Parse(type, layers, graph, reporter, cancellation);
        if (outputs is null || reporter.HasErrors)
            return null;
        return new(
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
            type.Name,
            type.Attribute("ModelAttribute")?.GivenName() ?? SnakeCase.Of(type.Name),
            IsSequential: true,
            graph.Inputs.ToEquatableArray(),
            graph.LayerNodes(),
            graph.Calls.ToEquatableArray(),
            outputs.ToEquatableArray());
    }
}
