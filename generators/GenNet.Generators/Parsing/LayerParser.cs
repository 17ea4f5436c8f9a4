using GenNet.Generators.Diagnostics;
using GenNet.Naming;
using GenNet.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>Reads the layer properties of a model class.</summary>
internal sealed class LayerParser(INamedTypeSymbol type, SubmodelParser submodels, Reporter reporter, CancellationToken cancellation)
{
    internal const string DTypeArgument = "dtype";

    // Of layers that don't say it themselves.
    private readonly DTypePolicy _policy = ModelPolicy.Of(type);

    /// <summary>All layers in declaration order; those with wrong arguments have no specification.</summary>
    public IReadOnlyList<LayerDeclaration> Parse()
    {
        var layers = new List<LayerDeclaration>();
        var repeats = new RepeatParser(type, reporter, cancellation);
        var variables = new VariableParser(type, reporter, cancellation);
        foreach (var property in InOrder(type.GetMembers().OfType<IPropertySymbol>()))
        {
            var attributes = property.GetAttributes().Where(static a => a.AttributeClass.DerivesFrom("LayerAttribute")).ToArray();
            if (VariableParser.Declares(property))
            {
                if (attributes.Length > 0)
                    reporter.Report(DiagnosticDescriptors.SeveralLayerAttributes, property.Locations[0], property.Name, ContentRules.Several(attributes.Length + 1));
                else
                    layers.AddRange(repeats.Expand(variables.Parse(property)));
                continue;
            }
            if (SubmodelParser.HoldsModel(property, attributes))
            {
                layers.AddRange(repeats.Expand(submodels.Parse(property, attributes[0])));
                continue;
            }
            if (attributes.Length > 0 && ContentRules.ProblemOf(attributes) is { } problem)
            {
                reporter.Report(DiagnosticDescriptors.SeveralLayerAttributes, property.Locations[0], property.Name, problem);
                continue;
            }
            if (attributes.Length > 0)
                layers.AddRange(repeats.Expand(Parse(property, attributes)));
            else if (property.IsPartialDefinition && property.GetAttributes().Any(static a => a.AttributeClass is null or { TypeKind: TypeKind.Error }))
                layers.Add(new(property, SnakeCase.Of(property.Name), "", AttributeArguments.None, null));
            else if (SubmodelParser.Declares(property))
                layers.AddRange(repeats.Expand(submodels.Parse(property)));
            else
                CheckWithoutAttribute(property);
        }
        return VariableParser.InOrder(AttributeRules.Read(layers, type, reporter));
    }

    private void CheckWithoutAttribute(IPropertySymbol property)
    {
        if (!property.IsPartialDefinition)
            return;
        var instead = RepeatParser.ElementTypeOf(property) switch
        {
            var t when t.Is("Variable") => $"add [{TypeNames.AttributeFor(property, "Variable")}(…)] with its shape",
            var t when t.IsModel() => $"give the class '{t.Name}' its [{TypeNames.AttributeFor(property, "Model")}], and it is a layer here",
            var t when t.IsLayerOrModel() => $"add one, such as [{TypeNames.AttributeFor(property, t.Name)}(…)]",
            _ => null,
        };
        if (instead is not null)
            reporter.Report(DiagnosticDescriptors.LayerAttributeMissing, property.Locations[0], property.Name, property.Type.Name, instead);
    }

    private LayerDeclaration Parse(IPropertySymbol property, AttributeData[] attributes)
    {
        var attribute = attributes[0];
        var arguments = new AttributeArguments(attribute, cancellation);
        var kind = KindOf(attribute.AttributeClass!);
        if (CustomLayerSymbols.LayerOf(attribute.AttributeClass) is { } custom)
            return new(property, attribute.GivenName() ?? SnakeCase.Of(property.Name), kind, arguments, CreateCustom(property, attribute, custom, arguments));
        var spec = Create(property, attribute, kind, arguments);
        if (spec is WrapperSpec wrapper)
            spec = Holding(property, wrapper, [.. attributes.Skip(1)], arguments);
        var element = RepeatParser.ElementTypeOf(property);
        if (spec is not null && !IsTypeOf(spec, element) && element.TypeKind != TypeKind.Error)
        {
            var (expected, actual) = TypeNames.Distinct(spec.TypeName, element);
            reporter.Report(DiagnosticDescriptors.LayerType, TypeLocation(property), property.Name, expected, actual);
        }
        return new(property, attribute.GivenName() ?? SnakeCase.Of(property.Name), kind, arguments, spec)
        {
            Content = [.. attributes.Skip(1).Select(held => new AttributeArguments(held, cancellation))],
        };
    }

    // As declared, or with the type of the layers that it holds: Bidirectional, Bidirectional<LSTM>.
    private static bool IsTypeOf(LayerSpec spec, ITypeSymbol type) => type.Is(spec.TypeName)
        || (spec is WrapperSpec wrapper && type is INamedTypeSymbol { Arity: 1, BaseType: { } untyped, TypeArguments: [var content] } && type.Name == spec.TypeName
            && untyped.Is(spec.TypeName) && wrapper.Content.All(held => content.Is(held.Spec.TypeName)));

    private WrapperSpec? Holding(IPropertySymbol property, WrapperSpec wrapper, AttributeData[] attributes, AttributeArguments arguments)
    {
        var (direct, inner) = ContentRules.Split(attributes);
        var content = direct.Select(attribute => (Attribute: attribute, Arguments: new AttributeArguments(attribute, cancellation))).ToArray();
        var specs = content.Select(held => Create(property, held.Attribute, KindOf(held.Attribute.AttributeClass!), held.Arguments)).ToArray();
        if (specs[specs.Length - 1] is WrapperSpec last)
            specs[specs.Length - 1] = Holding(property, last, inner, content[content.Length - 1].Arguments);
        if (specs.Any(static spec => spec is null))
            return null;
        try
        {
            return wrapper.Holding([.. specs.Select((spec, i) => new GivenContent(content[i].Attribute.GivenName(), spec!))]);
        }
        catch (SpecException error)
        {
            if (error.Argument is null)
            {
                reporter.Report(DiagnosticDescriptors.SeveralLayerAttributes, property.Locations[0], property.Name, error.InCSharp);
                return null;
            }
            var at = Enumerable.Reverse(content).Select(held => held.Arguments.LocationOf(error.Argument, null)).FirstOrDefault(static location => location is not null)
                ?? arguments.LocationOf(error.Argument);
            reporter.Report(DiagnosticDescriptors.LayerArgument, at, $"{type.Name}.{property.Name} ({wrapper.Kind})", error.InCSharp);
            return null;
        }
    }

    private CustomSpec? CreateCustom(IPropertySymbol property, AttributeData attribute, INamedTypeSymbol layer, AttributeArguments arguments)
    {
        // The compiler reports what it can't bind, at the same place.
        if (!arguments.IsBound)
            return null;
        try
        {
            var spec = CustomLayerUse.Create(type, property, attribute, layer, arguments, reporter, cancellation);
            var element = RepeatParser.ElementTypeOf(property);
            if (spec is not null && !SymbolEqualityComparer.Default.Equals(element, layer) && element.TypeKind != TypeKind.Error)
                reporter.Report(DiagnosticDescriptors.LayerType, TypeLocation(property), property.Name, layer.Name, element.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat));
            return spec;
        }
        catch (SpecException error)
        {
            reporter.Report(DiagnosticDescriptors.LayerArgument, arguments.LocationOf(error.Argument), $"{type.Name}.{property.Name} ({layer.Name})", error.InCSharp);
            return null;
        }
    }

    private LayerSpec? Create(IPropertySymbol property, AttributeData attribute, string kind, AttributeArguments arguments)
    {
        // The compiler reports what it can't bind, at the same place.
        if (!arguments.IsBound)
            return null;
        try
        {
            var spec = attribute.AttributeClass!.Is(kind + "Attribute") ? LayerCatalog.Create(kind, arguments.Values) : null;
            if (spec is null)
            {
                reporter.Report(
                    DiagnosticDescriptors.UnknownLayer,
                    attribute.Location(cancellation),
                    LayerCatalog.Kinds.Contains(kind) ? attribute.AttributeClass!.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) : kind,
                    property.Name,
                    string.Join(", ", LayerCatalog.Kinds));
            }
            return arguments.Values.ContainsKey(DTypeArgument) ? spec : spec is null ? null : spec with { DTypePolicy = _policy };
        }
        catch (SpecException error)
        {
            reporter.Report(
                DiagnosticDescriptors.LayerArgument, arguments.LocationOf(error.Argument), $"{type.Name}.{property.Name} ({kind})", error.InCSharp);
            return null;
        }
    }

    private Location? TypeLocation(IPropertySymbol property) =>
        (property.DeclaringSyntaxReferences[0].GetSyntax(cancellation) as BasePropertyDeclarationSyntax)?.Type.GetLocation();

    private static IEnumerable<IPropertySymbol> InOrder(IEnumerable<IPropertySymbol> properties) => properties
        .OrderBy(static p => p.Locations[0].SourceTree?.FilePath, StringComparer.Ordinal)
        .ThenBy(static p => p.Locations[0].SourceSpan.Start);

    private static string KindOf(INamedTypeSymbol attribute) => TypeNames.OfAttribute(attribute);
}
