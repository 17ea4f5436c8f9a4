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

    private ProjectCompilation(CompilerInput input, AnalyzerAssemblies assemblies)
    {
        (_input, _analyzers) = (input, [.. input.Analyzers(assemblies)]);
        var driver = CSharpGeneratorDriver.Create(
            _analyzers.SelectMany(static reference => reference.GetGenerators(LanguageNames.CSharp)),
            input.AdditionalFiles,
            input.ParseOptions,
            input.Options,
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: false, baseDirectory: input.Call.Folder));
        _ = driver.RunGeneratorsAndUpdateCompilation(input.Compilation, out _compilation, out var reported);
        Errors = [.. reported.Where(IsError).Concat(_compilation.GetParseDiagnostics().Where(IsError)).Concat(_compilation.GetDeclarationDiagnostics().Where(IsError)).Select(static d => d.ToString()).Distinct()];
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
    public static ProjectCompilation Of(CompilerCall call, AnalyzerAssemblies assemblies) => new(CompilerInput.Read(call), assemblies);

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

    private ProjectModel ModelOf(ModelSpec model, INamedTypeSymbol type)
    {
        var (file, former) = (Contracts.Lookup.Of(model.Name), Contracts.FormerOf(model.Name));
        return new(model, ContractVersion.Of(model), file?.Path ?? Contracts.PathOfNew(model.Name), [.. type.DeclaringSyntaxReferences.Select(static part => part.GetSyntax().GetLocation())], file?.Parsed, former);
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic is { Severity: DiagnosticSeverity.Error, DefaultSeverity: DiagnosticSeverity.Error, IsSuppressed: false };
}
