using System.Collections.Immutable;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>Base of the rules that compare models with their contracts. Models with errors of their own are left alone.</summary>
public abstract class ContractAnalyzer : DiagnosticAnalyzer
{
    private readonly DiagnosticDescriptor _rule;

    private protected ContractAnalyzer(DiagnosticDescriptor rule) => (_rule, SupportedDiagnostics) = (rule, [rule]);

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
            start.RegisterSymbolAction(symbol => Analyze(symbol, contracts), SymbolKind.NamedType);
        });
    }

    /// <summary>The rule.</summary>
    private protected DiagnosticDescriptor Rule => _rule;

    private protected abstract IEnumerable<Diagnostic> Analyze(ModelComparison comparison, ProjectContracts contracts, CancellationToken cancellation);

    private void Analyze(SymbolAnalysisContext context, ProjectContracts contracts)
    {
        if (ModelComparison.Of((INamedTypeSymbol)context.Symbol, context.Compilation, contracts, context.CancellationToken) is not { } comparison)
            return;
        foreach (var diagnostic in Analyze(comparison, contracts, context.CancellationToken))
            context.ReportDiagnostic(diagnostic);
    }
}
