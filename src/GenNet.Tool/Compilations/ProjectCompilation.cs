using System.Collections.Immutable;
using GenNet.Contracts;
using GenNet.Generators.Analyzers.Contracts;
using GenNet.Graph;
using GenNet.Tool.Projects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Tool.Compilations;

/// <summary>A project as the compiler sees it for one target framework, with what its generators add.</summary>
internal sealed class ProjectCompilation
{
    private const string WeightsCategory = "GenNet.Weights";

    private readonly CompilerInput _input;
    private readonly ImmutableArray<AnalyzerFileReference> _analyzers;
    private readonly Compilation _compilation;

    private ProjectCompilation(CompilerInput input, ImmutableArray<AnalyzerFileReference> analyzers, Compilation compilation, IReadOnlyList<string> errors)
    {
        (_input, _analyzers, _compilation, Errors) = (input, analyzers, compilation, errors);
        Contracts = ContractFile.In(_compilation, AnalyzerOptions, ContractFile.Read, default);
    }

    /// <summary>How the compiler was called.</summary>
    public CompilerCall Call => _input.Call;

    /// <summary>What is wrong with models, or with declarations, on which models may depend.</summary>
    public IReadOnlyList<string> Errors { get; }

    /// <summary>The project's contracts.</summary>
    public ProjectContracts Contracts { get; }

    private AnalyzerOptions AnalyzerOptions => new(_input.AdditionalFiles, _input.Options);

    /// <summary>Compiles a project for one framework.</summary>
    /// <exception cref="ProjectException">A file is missing, or the command line is wrong.</exception>
    public static ProjectCompilation Of(CompilerCall call, AnalyzerAssemblies assemblies)
    {
        var input = CompilerInput.Read(call);
        ImmutableArray<AnalyzerFileReference> analyzers = [.. input.Analyzers(assemblies)];
        // The runtime's own generators write bodies, which no model depends on, and take a third of the time: they run where the compiler misses something.
        var (compilation, errors) = Generate(input, analyzers.Where(static reference => !IsOfTheRuntime(reference)));
        if (errors.Count > 0 && analyzers.Any(IsOfTheRuntime))
            (compilation, errors) = Generate(input, analyzers);
        return new(input, analyzers, compilation, errors);
    }

    /// <summary>Its models without errors, in the order of their names.</summary>
    public IEnumerable<ProjectModel> Models() =>
        from type in ModelTypes.All(_compilation)
        let model = ModelComparison.ModelOf(type, _compilation, CancellationToken.None)
        where model is not null
        orderby model.FullName
        select ModelOf(model, type);

    /// <summary>What the build reports of models and their weights, as it reports it: with the project's severities, and without what is suppressed.</summary>
    public async Task<IReadOnlyList<Diagnostic>> WeightDiagnostics()
    {
        ImmutableArray<DiagnosticAnalyzer> analyzers =
        [
            .. _analyzers.Where(static reference => reference.Display == typeof(ContractAnalyzer).Assembly.GetName().Name)
                .SelectMany(static reference => reference.GetAnalyzers(LanguageNames.CSharp))
                .Where(static analyzer => analyzer.SupportedDiagnostics.Any(static rule => rule.Category == WeightsCategory)),
        ];
        if (analyzers.IsEmpty)
            return [];
        var found = await _compilation.WithAnalyzers(analyzers, AnalyzerOptions).GetAnalyzerDiagnosticsAsync().ConfigureAwait(false);
        return [.. found.Where(static d => d.Severity > DiagnosticSeverity.Hidden).OrderBy(static d => d.Location.GetLineSpan().Path, StringComparer.Ordinal).ThenBy(static d => d.Location.SourceSpan)];
    }

    private static (Compilation Compilation, IReadOnlyList<string> Errors) Generate(CompilerInput input, IEnumerable<AnalyzerFileReference> references)
    {
        var driver = CSharpGeneratorDriver.Create(
            references.SelectMany(static reference => reference.GetGenerators(LanguageNames.CSharp)),
            input.AdditionalFiles,
            input.ParseOptions,
            input.Options,
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: false, baseDirectory: input.Call.Folder));
        _ = driver.RunGeneratorsAndUpdateCompilation(input.Compilation, out var compilation, out var reported);
        return (compilation, [.. reported.Where(IsError).Concat(compilation.GetParseDiagnostics().Where(IsError)).Concat(compilation.GetDeclarationDiagnostics().Where(IsError)).Select(static d => d.ToString()).Distinct()]);
    }

    private static bool IsOfTheRuntime(AnalyzerFileReference reference) =>
        reference.FullPath.Split(Path.DirectorySeparatorChar).Contains("Microsoft.NETCore.App.Ref", StringComparer.OrdinalIgnoreCase);

    private ProjectModel ModelOf(ModelSpec model, INamedTypeSymbol type)
    {
        var (file, former) = (Contracts.Lookup.Of(model.Name), Contracts.FormerOf(model.Name));
        return new(model, ContractVersion.Of(model), file?.Path ?? Contracts.PathOfNew(model.Name), [.. type.DeclaringSyntaxReferences.Select(static part => part.GetSyntax().GetLocation())], file?.Parsed, former);
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic is { Severity: DiagnosticSeverity.Error, DefaultSeverity: DiagnosticSeverity.Error, IsSuppressed: false };
}
