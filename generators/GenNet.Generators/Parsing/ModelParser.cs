using System.Collections.Immutable;
using GenNet.Generators.Diagnostics;
using GenNet.Graph;
using GenNet.Naming;
using GenNet.Specs;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>Makes a <see cref="ModelSpec"/> of a class with a <c>[Model]</c> attribute: the one parser of generator, analyzers and tool.</summary>
internal static class ModelParser
{
    /// <summary>What the attribute that marks models is called where it is written.</summary>
    public const string ShortAttributeName = "Model";

    /// <summary>Parses <paramref name="type"/>, which has a <c>[Model]</c> attribute.</summary>
    public static ParsedModel Parse(INamedTypeSymbol type, CancellationToken cancellation) =>
        Parse(type, ImmutableHashSet<ISymbol>.Empty.WithComparer(SymbolEqualityComparer.Default), cancellation);

    /// <summary>Parses <paramref name="type"/> as a layer of the models <paramref name="around"/> it.</summary>
    public static ParsedModel Parse(INamedTypeSymbol type, ImmutableHashSet<ISymbol> around, CancellationToken cancellation)
    {
        var reporter = new Reporter();
        if (!LanguageRules.Check(type, reporter, cancellation))
            return new(ClassParser.Declare(type, [], cancellation), null, null, reporter.Diagnostics.ToEquatableArray());
        ClassParser.Check(type, reporter, cancellation);
        var submodels = new SubmodelParser(around.Add(type), reporter, cancellation);
        var layers = new HistoryParser(type, reporter, cancellation).Read(new LayerParser(type, submodels, reporter, cancellation).Parse());
        if (!type.IsCompiled())
            CheckMembers(type, layers, reporter, cancellation);
        var spec = ParseModel(type, ref layers, reporter, cancellation);
        // A property of a type that there isn't is the compiler's error, and of nothing else.
        var isRight = spec is not null && !reporter.HasErrors && layers.All(static layer => RepeatParser.ElementTypeOf(layer.Property).TypeKind != TypeKind.Error);
        return new(
            ClassParser.Declare(type, isRight ? layers : [], cancellation),
            isRight ? spec : null,
            isRight ? null : SkeletonParser.Parse(type, layers, cancellation),
            reporter.Diagnostics.ToEquatableArray())
        {
            HoldsItself = submodels.HoldsItself,
        };
    }

    /// <summary>Where the operations of <paramref name="type"/>, a model without errors, stand in its <c>Forward</c>, in the order that contracts have them in.</summary>
    public static IReadOnlyList<Location?> OperationLocations(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var reporter = new Reporter();
        var around = ImmutableHashSet<ISymbol>.Empty.WithComparer(SymbolEqualityComparer.Default).Add(type);
        var layers = new LayerParser(type, new(around, reporter, cancellation), reporter, cancellation).Parse();
        var graph = BuildGraph(type, ForwardSignature.MethodsOf(type), layers, reporter, cancellation).Graph;
        return [.. graph.Calls.Select((call, i) => (Call: call, Location: graph.LocationOf(i))).Where(static made => made.Call is { Layer: < 0, IsImplicit: false }).Select(static made => made.Location)];
    }

    private static void CheckMembers(INamedTypeSymbol type, IReadOnlyList<LayerDeclaration> layers, Reporter reporter, CancellationToken cancellation)
    {
        EnumRules.Check(type, reporter, cancellation);
        ConstructorRules.Check(type, reporter, cancellation);
        PropertyRules.Check(type, layers, reporter);
        NameRules.CheckMembers(type, layers, reporter, cancellation);
    }

    private static ModelSpec? ParseModel(
        INamedTypeSymbol type, ref IReadOnlyList<LayerDeclaration> layers, Reporter reporter, CancellationToken cancellation)
    {
        if (layers.Count == 0 && ForwardSignature.MethodsOf(type).Count == 0)
        {
            if (!reporter.HasErrors)
                reporter.Report(DiagnosticDescriptors.NoLayers, type.MainLocation(cancellation), type.Name);
            return null;
        }
        if (!InputPlaces.Check(type, reporter, cancellation))
            return null;
        var forward = ForwardSignature.MethodsOf(type);
        var isSplit = LayerFiles.AreSeveral(layers);
        if (isSplit && forward.Count == 0)
        {
            LayerFiles.Refuse(type, layers, reporter, cancellation);
            return null;
        }
        if (isSplit && BuildGraph(type, forward, layers, new(), cancellation) is { Outputs: not null } unordered)
            layers = unordered.Graph.InOrderOfCalls();
        var (graph, outputs) = BuildGraph(type, forward, layers, reporter, cancellation);
        var form = FormOf(type, layers);
        if (form is KerasForm.Subclassed or KerasForm.Layer)
            AttributeRules.CheckDistinct(layers, type, reporter);
        KerasNameRules.CheckModel(type, reporter, cancellation);
        KerasNameRules.Check(layers, graph.Inputs, input => InputParser.LocationOf(type, input, cancellation), reporter);
        var migrations = MigrationParser.Parse(type, reporter, cancellation);
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
            outputs.ToEquatableArray())
        {
            ContainingTypes = ClassParser.ContainingTypesOf(type),
            Form = form,
            GivenKerasClass = type.Attribute("ModelAttribute")?.Named("KerasClass").Value as string,
            Submodels = graph.Submodels,
            SubmodelCalls = graph.SubmodelCalls,
            Migrations = migrations,
        };
        if (!type.IsCompiled())
            NameRules.CheckMethods(type, model, reporter);
        SizeRules.CheckTotals(model, layer => graph.DeclarationOf(layer).Location, graph.LayerLocationOf, reporter);
        return model;
    }

    private static KerasForm FormOf(INamedTypeSymbol type, IReadOnlyList<LayerDeclaration> layers)
    {
        var given = EnumRules.Member<KerasForm>(type.Attribute("ModelAttribute"), nameof(ModelAttribute.Form)) ?? KerasForm.Automatic;
        return given == KerasForm.Automatic && layers.Any(static layer => layer.Spec is ModelVariableSpec) ? KerasForm.Subclassed : given;
    }

    private static (GraphBuilder Graph, IReadOnlyList<OutputNode>? Outputs) BuildGraph(
        INamedTypeSymbol type,
        IReadOnlyList<IMethodSymbol> forward,
        IReadOnlyList<LayerDeclaration> layers,
        Reporter reporter,
        CancellationToken cancellation)
    {
        var graph = new GraphBuilder(type.Name, layers, reporter);
        return (graph, forward.Count > 0
            ? ParseForward(type, forward, layers, graph, reporter, cancellation)
            : SequentialParser.Parse(type, layers, graph, reporter, cancellation));
    }

    private static IReadOnlyList<OutputNode>? ParseForward(
        INamedTypeSymbol type,
        IReadOnlyList<IMethodSymbol> methods,
        IReadOnlyList<LayerDeclaration> layers,
        GraphBuilder graph,
        Reporter reporter,
        CancellationToken cancellation)
    {
        if (ForwardSignature.Parse(type, methods, reporter, cancellation) is not { } signature)
            return null;
        foreach (var input in signature.Inputs)
            graph.AddInput(input);
        var body = new ForwardParser(signature, type, layers, graph, reporter, cancellation);
        var outputs = body.Parse();
        if (!body.HasReturned && !reporter.HasErrors)
            reporter.Report(DiagnosticDescriptors.ForwardSignature, signature.Method.Locations[0], type.Name, "doesn't return its outputs", "end it with 'return' and a tensor, or a tuple of them");
        // One that couldn't be made without an error of GenNet's is of a layer that the compiler refuses.
        if (outputs is null || reporter.HasErrors || outputs.Any(static output => output.Value == GraphBuilder.Unknown))
            return null;
        outputs = [.. outputs.Select(output => output with { Value = graph.Made(output.Value) })];
        GraphRules.CheckUse(type.Name, graph, layers, outputs, reporter);
        return OutputParser.Name(outputs, signature, graph, reporter);
    }
}
