using GenNet.Generators.Emitting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.SpecGenerator;

/// <summary>
/// Makes the argument half of every layer's spec from its attribute, and the catalog from all of them: an argument is said once, as a property of the attribute.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class LayerSpecGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var layers = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => node is ClassDeclarationSyntax { BaseList: not null } declaration && declaration.Identifier.ValueText.EndsWith("Attribute", StringComparison.Ordinal),
                static (context, cancellation) => AttributeParser.Parse((ClassDeclarationSyntax)context.Node, context.SemanticModel, cancellation))
            .Where(static layer => layer is not null)
            .Select(static (layer, _) => layer!);

        context.RegisterSourceOutput(layers, static (context, layer) =>
        {
            if (!layer.IsAbstract)
                context.AddSource($"{layer.Kind}Spec.Arguments.g.cs", SpecEmitter.Emit(layer));
            if (layer.OwnWeights > 0)
                context.AddSource($"{layer.Kind}Attribute.Weights.g.cs", WeightPropertiesEmitter.Emit(layer));
        });
        context.RegisterSourceOutput(layers.Where(static layer => !layer.IsAbstract).Collect(), static (context, all) =>
            context.AddSource("LayerCatalog.Kinds.g.cs", CatalogEmitter.Emit([.. all.OrderBy(static layer => layer.Kind, StringComparer.Ordinal)])));
    }
}
