using GenNet.Generators.Diagnostics;
using GenNet.Graph;
using GenNet.Naming;
using GenNet.Specs;
using Microsoft.CodeAnalysis;

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
        NameRules.CheckMembers(type, layers, reporter);
        var spec = ParseModel(type, layers, reporter, cancellation);
        var declaration = canGenerate ? ClassParser.Declare(type, layers, cancellation) : null;
        return new(declaration, reporter.HasErrors ? null : spec, reporter.Diagnostics);
    }

    private static ModelSpec? ParseModel(
        INamedTypeSymbol type, IReadOnlyList<LayerDeclaration> layers, Reporter reporter, CancellationToken cancellation)
    {
        if (layers.Count == 0)
        {
            if (!reporter.HasErrors)
                reporter.Report(DiagnosticDescriptors.NoLayers, type.Locations[0], type.Name);
            return null;
        }
        var forward = ForwardSignature.MethodsOf(type);
        var graph = new GraphBuilder(type.Name, layers, reporter);
        var outputs = forward.Count > 0
            ? ParseForward(type, forward, layers, graph, reporter, cancellation)
            : SequentialParser.Parse(type, layers, graph, reporter, cancellation);
        NameRules.CheckKerasNames(layers, graph.Inputs, reporter);
        if (outputs is null || reporter.HasErrors)
            return null;
        var model = new ModelSpec(
            ClassParser.NamespaceOf(type),
            type.Name,
            type.Attribute("ModelAttribute")?.GivenName() ?? SnakeCase.Of(type.Name),
            IsSequential: forward.Count == 0,
            graph.Inputs.ToEquatableArray(),
            graph.LayerNodes(),
            graph.Calls.ToEquatableArray(),
            outputs.ToEquatableArray());
        GraphRules.CheckSize(type, model, reporter);
        return model;
    }

    private static IReadOnlyList<OutputNode>? ParseForward(
        INamedTypeSymbol type,
        IReadOnlyList<IMethodSymbol> methods,
        IReadOnlyList<LayerDeclaration> layers,
        GraphBuilder graph,
        Reporter reporter,
        CancellationToken cancellation)
    {
        if (type.Attribute("InputAttribute") is { } misplaced)
            reporter.Report(DiagnosticDescriptors.InputOnClass, misplaced.Location(cancellation), type.Name);
        if (ForwardSignature.Parse(type, methods, reporter, cancellation) is not { } signature)
            return null;
        foreach (var input in signature.Inputs)
            graph.AddInput(input);
        var outputs = new ForwardParser(signature, type, layers, graph, reporter).Parse();
        if (outputs is null || reporter.HasErrors)
            return null;
        GraphRules.CheckUse(type.Name, graph, layers, outputs, reporter);
        return OutputParser.Name(outputs, signature, graph, layers, reporter);
    }
}
