using System.Globalization;
using GenNet.Generators.Diagnostics;
using GenNet.Specs;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>Reads <c>[Repeat]</c>: a property that is a list of layers, or of models, is as many declarations.</summary>
internal sealed class RepeatParser(INamedTypeSymbol type, Reporter reporter, CancellationToken cancellation)
{
    private const string Attribute = "Repeat";
    private const string List = "Layers";
    private const int Most = 1000;

    /// <summary>What a layer property is a list of; its own type if it is none.</summary>
    public static ITypeSymbol ElementTypeOf(IPropertySymbol property) => IsList(property.Type, out var element) ? element : property.Type;

    /// <summary>Whether <paramref name="property"/> has the attribute or the type of a list.</summary>
    public static bool Declares(IPropertySymbol property) => property.Attribute(Attribute + "Attribute") is not null || IsList(property.Type, out _);

    /// <summary>The declarations that <paramref name="declaration"/> of a property stands for: itself unless it is a list.</summary>
    public IEnumerable<LayerDeclaration> Expand(LayerDeclaration declaration)
    {
        var (property, isList) = (declaration.Property, IsList(declaration.Property.Type, out _));
        if (property.Attribute(Attribute + "Attribute") is not { } attribute)
        {
            if (isList)
            {
                reporter.Report(
                    DiagnosticDescriptors.LayerAttributeMissing, declaration.Location, property.Name, NameOf(property.Type),
                    $"say how many there are with [{TypeNames.AttributeFor(property, Attribute)}(…)]");
            }
            return [declaration];
        }
        if (!isList && property.Type.TypeKind != TypeKind.Error)
        {
            var element = declaration.Spec?.TypeName ?? NameOf(property.Type);
            reporter.Report(DiagnosticDescriptors.LayerType, declaration.Location, property.Name, $"{List}<{element}>", NameOf(property.Type));
            return [declaration];
        }
        var arguments = new AttributeArguments(attribute, cancellation);
        if (!arguments.IsBound)
            return [declaration with { Spec = null, Submodel = null }];
        var first = Number(arguments, "first") ?? 0;
        // What the compiler can't bind it reports itself.
        if (Number(arguments, "count") is not { } count || !Check("count", count, 1, Most) || !Check("first", first, 0, int.MaxValue - Most))
            return [declaration];
        return Enumerable.Range(0, (int)count).Select(i => declaration with
        {
            Element = i,
            KerasName = $"{declaration.KerasName}_{(first + i).ToString(CultureInfo.InvariantCulture)}",
        });

        bool Check(string argument, long value, long least, long most)
        {
            if (value >= least && value <= most)
                return true;
            var problem = SpecException.Of(argument, $"is {value} and must be from {least} to {most}").InCSharp;
            reporter.Report(DiagnosticDescriptors.LayerArgument, arguments.LocationOf(argument), $"{type.Name}.{property.Name} ({Attribute})", problem);
            return false;
        }
    }

    private static long? Number(AttributeArguments arguments, string name) => arguments.Values.TryGetValue(name, out var value) ? value as long? : null;

    private static string NameOf(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private static bool IsList(ITypeSymbol type, out ITypeSymbol element)
    {
        element = type;
        if (type is not INamedTypeSymbol { Name: List, Arity: 1, ContainingType: null, ContainingNamespace: { Name: "GenNet", ContainingNamespace.IsGlobalNamespace: true } } list)
            return false;
        element = list.TypeArguments[0];
        return true;
    }
}
