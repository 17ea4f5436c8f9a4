using GenNet.Contracts;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1023: the model takes something else, and saved weights fit nevertheless.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InputsChangedAnalyzer() : ContractAnalyzer(DiagnosticDescriptors.InputsChanged)
{
    private protected override IEnumerable<Diagnostic> Analyze(
        ModelComparison comparison, ProjectContracts contracts, CancellationToken cancellation) => comparison.Changes
        .Where(static change => change.Kind == ChangeKind.InputsChanged && change.Severity == ChangeSeverity.Compatible)
        .Select(change => Diagnostic.Create(
            Rule, ChangeLocation.Of(change, comparison, cancellation), comparison.Properties, comparison.Model.ClassName, change.Description, comparison.File!.FileName));
}
