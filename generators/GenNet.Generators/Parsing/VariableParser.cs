using GenNet.Generators.Diagnostics;
using GenNet.Naming;
using GenNet.Specs;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>Reads <c>[Variable]</c>: a weight of the model's own.</summary>
internal sealed class VariableParser(INamedTypeSymbol type, Reporter reporter, CancellationToken cancellation)
{
    private const string Kind = "Variable";

    /// <summary>Whether <paramref name="property"/> has the attribute.</summary>
    public static bool Declares(IPropertySymbol property) => property.Attribute(Kind + "Attribute") is not null;

    /// <summary>The declarations as Keras orders weights: those of the model's own before the layers, state behind what is trained.</summary>
    public static IReadOnlyList<LayerDeclaration> InOrder(IEnumerable<LayerDeclaration> declarations) => [.. declarations.OrderBy(static declaration => declaration switch
    {
        { Spec: ModelVariableSpec { Variable.IsState: false } } => 0,
        { Spec: ModelVariableSpec } => 1,
        _ => 2,
    })];

    /// <summary>The declaration.</summary>
    public LayerDeclaration Parse(IPropertySymbol property)
    {
        var attribute = property.Attribute(Kind + "Attribute")!;
        var arguments = new AttributeArguments(attribute, cancellation);
        if (!property.Type.Is(Kind) && property.Type.TypeKind != TypeKind.Error)
        {
            var (expected, actual) = TypeNames.Distinct(Kind, property.Type);
            reporter.Report(DiagnosticDescriptors.LayerType, property.Locations[0], property.Name, expected, actual);
        }
        return new(property, attribute.GivenName() ?? SnakeCase.Of(property.Name), Kind, arguments, Create(property, arguments));
    }

    private ModelVariableSpec? Create(IPropertySymbol property, AttributeArguments arguments)
    {
        // The compiler reports what it can't bind, at the same place.
        if (!arguments.IsBound)
            return null;
        try
        {
            return ModelVariableSpec.Create(new(arguments.Values)) with { DTypePolicy = ModelPolicy.Of(type) };
        }
        catch (SpecException error)
        {
            reporter.Report(DiagnosticDescriptors.LayerArgument, arguments.LocationOf(error.Argument), $"{type.Name}.{property.Name} ({Kind})", error.InCSharp);
            return null;
        }
    }
}
