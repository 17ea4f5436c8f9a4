using GenNet.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>Base of the rules about contracts that can't be read.</summary>
public abstract class ContractTextAnalyzer : ProjectContractsAnalyzer
{
    private protected ContractTextAnalyzer(DiagnosticDescriptor rule)
        : base(rule)
    {
    }

    private protected sealed override void Register(CompilationStartAnalysisContext start, ProjectContracts contracts) => start.RegisterAdditionalFileAction(file =>
    {
        var contract = contracts.Lookup.Files.FirstOrDefault(f => f.Path == file.AdditionalFile.Path);
        if (contract?.Parsed.Error is { } error && Concerns(error))
            file.ReportDiagnostic(Diagnostic.Create(Rule, contract.LocationOf(error.Line, error.Column, error.Length), error.Message));
    });

    private protected abstract bool Concerns(ContractError error);
}
