using GenNet.Contracts;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1023: the model takes something else, and saved weights fit nevertheless.</summary>
internal sealed class InputsChangedRule() : ContractRule(DiagnosticDescriptors.InputsChanged)
{
    public override IEnumerable<Diagnostic> Analyze(
        ModelComparison comparison, ProjectContracts contracts, CancellationToken cancellation) => comparison.Changes
        .Where(static change => change.Kind == ChangeKind.InputsChanged && change.Severity == ChangeSeverity.Compatible)
        .Select(change => Diagnostic.Create(
            Rule, ChangeLocation.Of(change, comparison, cancellation), comparison.Properties, comparison.Model.ClassName, change.Description, comparison.File!.FileName));
}
