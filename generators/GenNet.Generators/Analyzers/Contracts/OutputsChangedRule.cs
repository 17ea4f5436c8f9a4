using GenNet.Contracts;
using GenNet.Generators.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1021: the model returns something else.</summary>
internal sealed class OutputsChangedRule() : ContractChangeRule(DiagnosticDescriptors.OutputsChanged)
{
    protected override bool Concerns(ContractChange change) => change.Severity == ChangeSeverity.Behaviour && change.Effect == ChangeKind.OutputsChanged;
}
