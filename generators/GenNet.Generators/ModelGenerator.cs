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
/// wrong with a class is reported in an output of its own, so a diagnostic that moves emits nothing. A class with layers and without <c>[Model]</c> is a wrong model.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ModelGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var parsed = ModelSteps.Models(context);
        DiagnosticOutput.Register(context, parsed.Select(static (model, _) => model.Diagnostics));

        var withoutAttribute = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => ForgottenModel.IsCandidate(node),
                static (context, cancellation) => ForgottenModel.Parse((TypeDeclarationSyntax)context.Node, context.SemanticModel, cancellation))
            .Where(static model => model is not null)
            .Select(static (model, _) => model!);
        DiagnosticOutput.Register(context, withoutAttribute.Select(static (model, _) => model.Diagnostics));

        var models = ToEmit(parsed).WithTrackingName(TrackingNames.Parse);
        var forgotten = ToEmit(withoutAttribute).WithTrackingName(TrackingNames.Forgotten);

        var contracts = context.AdditionalTextsProvider
            .Select(static (file, cancellation) => KnownContract.Read(file, cancellation))
            .Where(static contract => contract is not null)
            .WithTrackingName(TrackingNames.Contracts)
            .Collect();

        var names = FullNames(models);
        var versioned = models.Combine(contracts.Combine(names))
            .Select(static (pair, _) => WithVersions(pair.Left, pair.Right.Left!, pair.Right.Right))
            .WithTrackingName(TrackingNames.Version);

        MissingVersionOutput.Register(context, versioned.Where(static model => model.Missing.Count > 0).Select(static (model, _) => (model.Declaration, model.Missing)));

        var hintNames = names.Combine(FullNames(forgotten))
            .Select(static (names, _) => HintNames.Of(names.Left.Concat(names.Right)))
            .WithTrackingName(TrackingNames.HintNames);

        var gpuKernels = context.CompilationProvider
            .Select(static (compilation, cancellation) => GpuKernelParser.Parse(compilation, cancellation))
            .WithTrackingName(TrackingNames.GpuKernels);

        Emit(context, versioned.Combine(gpuKernels).Select(static (pair, _) => pair.Left with { Gpu = pair.Right }), hintNames);
        Emit(context, forgotten, hintNames);
        CustomLayerSteps.Register(context);
    }

    private static GeneratorModel WithVersions(GeneratorModel model, ImmutableArray<KnownContract> contracts, ImmutableArray<string> names)
    {
        if (model.Spec is not { } spec)
            return model;
        var (now, kept) = KnownContract.VersionsOf(spec, contracts, names);
        return model with { Contract = now, Kept = kept, Missing = MissingVersion.Of(spec, contracts, names) };
    }

    private static IncrementalValuesProvider<GeneratorModel> ToEmit(IncrementalValuesProvider<ParsedModel> parsed) =>
        parsed.Select(static (model, _) => new GeneratorModel(model.Declaration, model.Spec, model.Skeleton));

    private static IncrementalValueProvider<ImmutableArray<string>> FullNames(IncrementalValuesProvider<GeneratorModel> models) =>
        models.Select(static (model, _) => model.Declaration.FullName).Collect();

    private static void Emit(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<GeneratorModel> models, IncrementalValueProvider<EquatableArray<HintName>> hintNames)
    {
        var named = models.Combine(hintNames)
            .Select(static (pair, _) => pair.Left with { HintName = HintNames.PrefixOf(pair.Left.Declaration.FullName, pair.Right) })
            .WithTrackingName(TrackingNames.Named);
        context.RegisterSourceOutput(named, static (context, model) =>
        {
            foreach (var file in ModelEmitter.Emit(model))
                context.AddSource(file.HintName, file.Text);
        });
    }
}
