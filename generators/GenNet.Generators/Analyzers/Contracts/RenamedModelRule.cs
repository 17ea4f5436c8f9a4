using System.Collections.Immutable;
using GenNet.Contracts;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1031: a model has no contract, and there is one that is likely to have been its own under a former name.</summary>
internal sealed class RenamedModelRule() : ContractRule(DiagnosticDescriptors.RenamedModel)
{
    public override IEnumerable<Diagnostic> Analyze(ModelComparison comparison, ProjectContracts contracts, CancellationToken cancellation)
    {
        if (comparison.File is not null || contracts.FormerOf(comparison.Model.Name) is not { } former)
            return [];
        var contract = former.Parsed.Contract!;
        return
        [
            Diagnostic.Create(
                Rule,
                comparison.Type.Locations[0],
                OrphanContractAnalyzer.SeverityOf(contract),
                [OrphanContractAnalyzer.LocationIn(former)],
                ImmutableDictionary<string, string?>.Empty
                    .Add(ContractFix.Path, former.Path)
                    .Add(ContractFix.Text, (contract with { Model = comparison.Model.FullName }).ToString())
                    .Add(ContractFix.FormerName, contract.Model),
                comparison.Model.FullName,
                former.FileName,
                contract.Model,
                comparison.Now.HasLayersOf(contract) ? "has the same layers" : "may have been called so"),
        ];
    }
}
