using System.Collections.Immutable;
using GenNet.Generators.Diagnostics;
using GenNet.Generators.Emitting;
using GenNet.Generators.Parsing;
using GenNet.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators;

/// <summary>
/// Compiles every class with a <c>[Model]</c> attribute: parse to a structurally equal record, then plan and emit only where that record has changed. What is
/// wrong with a class is reported in an output of its own, so that a diagnostic that moves emits nothing.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ModelGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var parsed = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                ModelParser.AttributeName,
                static (node, _) => node is TypeDeclarationSyntax,
                static (context, cancellation) => Parse(context, cancellation))
            .Where(static model => model is not null)
            .Select(static (model, _) => model!);
        ReportDiagnostics(context, parsed);

        var models = parsed
            .Select(static (model, _) => new GeneratorModel(model.Declaration, model.Spec, model.Skeleton))
            .WithTrackingName(TrackingNames.Parse);

        var contracts = context.AdditionalTextsProvider
            .Select(static (file, cancellation) => KnownContract.Read(file, cancellation))
            .Where(static contract => contract is not null)
            .WithTrackingName(TrackingNames.Contracts)
            .Collect();

        var versioned = models.Combine(contracts)
            .Select(static (pair, _) => pair.Left with { Contract = pair.Left.Spec is { } spec ? KnownContract.VersionOf(spec, pair.Right!) : null })
            .WithTrackingName(TrackingNames.Version);

        var hintNames = models
            .Select(static (model, _) => model.Declaration.FullName)
            .Collect()
            .Select(static (names, _) => HintNames.Of(names))
            .WithTrackingName(TrackingNames.HintNames);

        var named = versioned.Combine(hintNames)
            .Select(static (pair, _) => pair.Left with { HintName = pair.Right.First(h => h.Class == pair.Left.Declaration.FullName).Prefix })
            .WithTrackingName(TrackingNames.Named);

        context.RegisterSourceOutput(named, static (context, model) =>
        {
            foreach (var file in ModelEmitter.Emit(model))
                context.AddSource(file.HintName, file.Text);
        });
    }

    // The compilation is asked only where something is wrong, so that an editor marks the very text.
    private static void ReportDiagnostics(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<ParsedModel> parsed)
    {
        var wrong = parsed
            .Select(static (model, _) => model.Diagnostics)
            .Where(static diagnostics => diagnostics.Count > 0)
            .WithTrackingName(TrackingNames.Diagnostics)
            .Combine(context.CompilationProvider);
        context.RegisterSourceOutput(wrong, static (context, pair) =>
        {
            foreach (var diagnostic in pair.Left)
                context.ReportDiagnostic(diagnostic.ToDiagnostic(pair.Right));
        });
    }

    // A class is parsed as a whole, and once: for the part that has its (first) [Model].
    private static ParsedModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        return type.MainPart(cancellation) == context.TargetNode ? ModelParser.Parse(type, cancellation) : null;
    }
}
