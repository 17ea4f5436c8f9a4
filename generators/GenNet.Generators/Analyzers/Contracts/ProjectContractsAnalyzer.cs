using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>Base of the rules that look at a project's contracts.</summary>
public abstract class ProjectContractsAnalyzer : DiagnosticAnalyzer
{
    private protected ProjectContractsAnalyzer(params DiagnosticDescriptor[] rules) => SupportedDiagnostics = [.. rules];

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <summary>The rule, of an analyzer that has one.</summary>
    private protected DiagnosticDescriptor Rule => SupportedDiagnostics[0];

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(start => Register(start, ContractFile.In(
            start.Compilation,
            start.Options,
            text => start.TryGetValue(text, ContractFile.Reader, out var parsed) ? parsed : ContractFile.Read(text),
            start.CancellationToken)));
    }

    /// <summary>Registers what is looked at.</summary>
    private protected abstract void Register(CompilationStartAnalysisContext start, ProjectContracts contracts);
}
