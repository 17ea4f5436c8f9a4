using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>Base of the rules that compare models with their contracts. Models with errors of their own are left alone.</summary>
public abstract class ContractAnalyzer : ProjectContractsAnalyzer
{
    private protected ContractAnalyzer(DiagnosticDescriptor rule)
        : base(rule)
    {
    }

    private protected sealed override void Register(CompilationStartAnalysisContext start, ProjectContracts contracts) =>
        start.RegisterSymbolAction(symbol => Analyze(symbol, contracts), SymbolKind.NamedType);

    private protected abstract IEnumerable<Diagnostic> Analyze(ModelComparison comparison, ProjectContracts contracts, CancellationToken cancellation);

    private void Analyze(SymbolAnalysisContext context, ProjectContracts contracts)
    {
        if (ModelComparison.Of((INamedTypeSymbol)context.Symbol, context.Compilation, contracts, context.CancellationToken) is not { } comparison)
            return;
        foreach (var diagnostic in Analyze(comparison, contracts, context.CancellationToken))
            context.ReportDiagnostic(diagnostic);
    }
}
