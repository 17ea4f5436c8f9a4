using GenNet.Generators.Diagnostics;
using GenNet.Naming;
using GenNet.Specs;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>Reads the weights of a user's layer: its partial properties with <c>[LayerWeight]</c>.</summary>
internal static class CustomWeightParser
{
    private const string Attribute = "LayerWeightAttribute";

    /// <summary>The properties, in order.</summary>
    public static IReadOnlyList<IPropertySymbol> PropertiesOf(INamedTypeSymbol layer)
    {
        var properties = layer.GetMembers().OfType<IPropertySymbol>().Where(static p => p.Attribute(Attribute) is not null);
        // Compiled, they are in the order that they were written in.
        return layer.DeclaringSyntaxReferences.IsEmpty
            ? [.. properties]
            : [.. properties.OrderBy(static p => p.Locations[0].SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(static p => p.Locations[0].SourceSpan.Start)];
    }

    /// <summary>The weights.</summary>
    public static EquatableArray<CustomWeight> Parse(INamedTypeSymbol layer, RuleChecker rules, Reporter reporter)
    {
        var properties = PropertiesOf(layer);
        var isSplit = properties.Select(static p => p.Locations[0].SourceTree).Distinct().Count() > 1;
        if (isSplit)
            Report(properties[properties.Count - 1], "is declared in another file than other weights, and their order must not follow the names of files: declare all in one file");
        var weights = new List<CustomWeight>();
        foreach (var property in properties)
        {
            var attribute = property.Attribute(Attribute)!;
            var (rule, when) = (attribute.ConstructorArguments is [{ Value: string text }] ? text : "", attribute.Named("When").Value as string);
            rules.CheckShape(rule, attribute, 0);
            if (when is not null)
                rules.CheckCondition(when, attribute, "When");
            CheckForm(property, when is not null, Report);
            if (weights.Any(w => w.Name == SnakeCase.Of(property.Name)))
                Report(property, $"is called '{SnakeCase.Of(property.Name)}' in files, as another weight: rename it");
            weights.Add(new(
                SnakeCase.Of(property.Name), rule, EnumRules.Member<Initializer>(attribute, "Initializer") ?? Initializer.GlorotUniform, attribute.Named("IsState").Value is true, when,
                attribute.Named("L1").Value as double? ?? 0, attribute.Named("L2").Value as double? ?? 0));
        }
        return weights.ToEquatableArray();

        void Report(IPropertySymbol property, string problem) =>
            reporter.Report(DiagnosticDescriptors.CustomLayerForm, property.Locations.FirstOrDefault(), layer.Name, $"declares the weight '{property.Name}', which {problem}");
    }

    private static string? HiddenBy(IPropertySymbol property)
    {
        for (var type = property.ContainingType.BaseType; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(property.Name).Any(static member => member.DeclaredAccessibility is not (Accessibility.Private or Accessibility.Internal)))
                return $"{type.Name}.{property.Name}";
        }
        return null;
    }

    private static void CheckForm(IPropertySymbol property, bool isOptional, Action<IPropertySymbol, string> report)
    {
        if (property.DeclaringSyntaxReferences.IsEmpty)
            return;
        var problem = property switch
        {
            { Type: var type } when !type.Is("Variable") => "must be of type Variable",
            { DeclaredAccessibility: not Accessibility.Public } => "must be public, as a compiler that meets the layer in a library sees no others",
            { IsStatic: true } or { IsVirtual: true } or { IsOverride: true } or { IsRequired: true } => "must be a plain property",
            { IsPartialDefinition: false } => "must be partial, as GenNet writes its other part",
            { SetMethod: not null } => "can't have a setter",
            _ when HiddenBy(property) is { } hidden => $"hides {hidden}: rename it",
            { NullableAnnotation: NullableAnnotation.NotAnnotated } when isOptional => "there is only under a condition, so its type must be 'Variable?'",
            { NullableAnnotation: NullableAnnotation.Annotated } when !isOptional => "there always is, so its type must be 'Variable'; or say in When under which condition there is one",
            _ => null,
        };
        if (problem is not null)
            report(property, problem);
    }
}
