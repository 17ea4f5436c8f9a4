using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>A rule that compares a model with its contract. Models with errors of their own are left alone.</summary>
/// <param name="rule">The rule.</param>
internal abstract class ContractRule(DiagnosticDescriptor rule)
{
    /// <summary>The rule.</summary>
    public DiagnosticDescriptor Rule { get; } = rule;

    /// <summary>What it reports of a class.</summary>
    /// <param name="comparison">The class and its contract.</param>
    /// <param name="contracts">All contracts.</param>
    /// <param name="cancellation">Ends it early.</param>
    public abstract IEnumerable<Diagnostic> Analyze(ModelComparison comparison, ProjectContracts contracts, CancellationToken cancellation);
}
