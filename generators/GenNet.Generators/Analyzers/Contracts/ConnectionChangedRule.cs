using GenNet.Contracts;
using GenNet.Generators.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1020: a layer takes other values than before.</summary>
internal sealed class ConnectionChangedRule() : ContractChangeRule(DiagnosticDescriptors.ConnectionChanged)
{
    protected override bool Concerns(ContractChange change) => change.Severity == ChangeSeverity.Behaviour && change.Effect == ChangeKind.ConnectionChanged;
}
