using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1010: a model has no contract.</summary>
internal sealed class NoContractRule() : ContractRule(DiagnosticDescriptors.NoContract)
{
    public override IEnumerable<Diagnostic> Analyze(
        ModelComparison comparison, ProjectContracts contracts, CancellationToken cancellation) => comparison.File is not null || contracts.FormerOf(comparison.Model.Name) is not null
        ? []
        : [Diagnostic.Create(
            Rule, comparison.Type.Locations[0], comparison.Properties, comparison.Model.ClassName, Path.GetFileName(comparison.ContractPath))];
}
