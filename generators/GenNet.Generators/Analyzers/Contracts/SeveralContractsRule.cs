using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1013: several files are contracts of one model.</summary>
internal sealed class SeveralContractsRule() : ContractRule(DiagnosticDescriptors.SeveralContracts)
{
    public override IEnumerable<Diagnostic> Analyze(
        ModelComparison comparison, ProjectContracts contracts, CancellationToken cancellation)
    {
        var paths = contracts.Lookup.AllOf(comparison.Model.Name).Select(static f => $"'{f.Path}'").ToArray();
        return paths.Length < 2
            ? []
            : [Diagnostic.Create(Rule, comparison.Type.Locations[0], comparison.Model.ClassName, string.Join(" and ", paths))];
    }
}
