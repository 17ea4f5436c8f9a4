using GenNet.Generators.Diagnostics;
using GenNet.Specs;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>Reads the use of a user's layer in a model: <c>[Gate(8)] public partial Gate Head { get; }</c>.</summary>
internal static class CustomLayerUse
{
    /// <summary>The layer with the arguments that the model gives; null if something is wrong, which is reported here, or where the layer is declared.</summary>
    /// <exception cref="SpecException">An argument is missing or makes no sense.</exception>
    public static CustomSpec? Create(
        INamedTypeSymbol model, IPropertySymbol property, AttributeData attribute, INamedTypeSymbol layer, AttributeArguments arguments, Reporter reporter, CancellationToken cancellation)
    {
        if (!SymbolEqualityComparer.Default.Equals(CustomLayerSymbols.AttributeOf(layer), attribute.AttributeClass))
        {
            reporter.Report(
                DiagnosticDescriptors.CustomArgument, attribute.Location(cancellation), attribute.AttributeClass!.Name, $"declares the layer {layer.Name} on '{property.Name}', whose attribute must be called {layer.Name}Attribute and stand beside it");
            return null;
        }
        var problems = new Reporter();
        if (new CustomLayerParser(layer, problems, cancellation).Parse() is not { } definition)
        {
            // What is wrong with a layer of this project is reported at its class.
            if (!SymbolEqualityComparer.Default.Equals(layer.ContainingAssembly, model.ContainingAssembly))
                reporter.Report(DiagnosticDescriptors.CustomLayerForm, attribute.Location(cancellation), layer.Name, $"of {layer.ContainingAssembly.Name} can't be used: it {string.Join("; ", problems.Diagnostics.Select(static d => d.Arguments[d.Arguments.Count - 1]))}");
            return null;
        }
        var place = layer.ContainingType is { } outer ? outer.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat) : ClassParser.NamespaceOf(layer);
        var reader = new LayerArguments(arguments.Values);
        return CustomSpec.Create(definition, reader, CustomKind.Of(place, layer.Name, ClassParser.NamespaceOf(model))) with { Trainable = reader.Boolean("trainable") ?? true, DTypePolicy = reader.Member<DTypePolicy>(LayerParser.DTypeArgument) ?? ModelPolicy.Of(model) };
    }
}
