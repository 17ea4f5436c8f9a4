using System.Collections.Immutable;
using GenNet.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>Base of the rules about contracts that can't be read.</summary>
public abstract class ContractTextAnalyzer : DiagnosticAnalyzer
{
    private protected ContractTextAnalyzer(DiagnosticDescriptor rule) => SupportedDiagnostics = [rule];

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(start =>
        {
            var contracts = ContractFile.In(
                start.Compilation,
                start.Options,
                text => start.TryGetValue(text, ContractFile.Reader, out var parsed) ? parsed : ContractFile.Read(text),
                start.CancellationToken);
            start.RegisterAdditionalFileAction(file =>
            {
                var contract = contracts.Lookup.Files.FirstOrDefault(f => f.Path == file.AdditionalFile.Path);
                if (contract?.Parsed.Error is { } error && Concerns(error))
                    file.ReportDiagnostic(Diagnostic.Create(SupportedDiagnostics[0], contract.LocationOf(error.Line, error.Column, error.Length), error.Message));
            });
        });
    }

    private protected abstract bool Concerns(ContractError error);
}
