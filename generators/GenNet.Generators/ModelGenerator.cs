using GenNet.Generators.Emitting;
using GenNet.Generators.Parsing;
using GenNet.Graph;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators;

/// <summary>
/// Compiles every class with a <c>[Model]</c> attribute: parse to a structurally equal record, then plan and emit only where that record
/// has changed. What is wrong with a class is reported by the analyzers, which use the same parser.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ModelGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var models = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                ModelParser.AttributeName,
                static (node, _) => node is TypeDeclarationSyntax,
                static (context, cancellation) => Parse(context, cancellation))
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(TrackingNames.Parse);

        var contracts = context.AdditionalTextsProvider
            .Select(static (file, cancellation) => KnownContract.Read(file, cancellation))
            .Where(static contract => contract is not null)
            .WithTrackingName(TrackingNames.Contracts)
            .Collect();

        var versioned = models.Combine(contracts)
            .Select(static (pair, _) => pair.Left with { Contract = pair.Left.Spec is { } spec ? KnownContract.VersionOf(spec, pair.Right!) : null })
            .WithTrackingName(TrackingNames.Version);

        context.RegisterSourceOutput(versioned, static (context, model) =>
        {
            foreach (var file in ModelEmitter.Emit(model.Declaration, model.Spec, model.Contract))
                context.AddSource(file.HintName, file.Text);
        });
    }

    private static GeneratorModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var parsed = ModelParser.Parse((INamedTypeSymbol)context.TargetSymbol, cancellation);
        return parsed.Declaration is null ? null : new(parsed.Declaration, parsed.Spec);
    }
}

/// <summary>What leaves the parsing step.</summary>
/// <param name="Declaration">How the class was written.</param>
/// <param name="Spec">The model; null if it is wrong, so that only its properties get a body.</param>
internal sealed record GeneratorModel(ClassDeclaration Declaration, ModelSpec? Spec)
{
    /// <summary>Which version of its weight contract the model is.</summary>
    public KnownVersion? Contract { get; init; }
}
