using GenNet.Contracts;
using GenNet.Generators.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1009: an argument changed, so that saved weights load and the same input gives another output.</summary>
internal sealed class BehaviourChangedRule() : ContractChangeRule(DiagnosticDescriptors.BehaviourChanged)
{
    protected override bool Concerns(ContractChange change) => change.Severity == ChangeSeverity.Behaviour && change.Effect is ChangeKind.BehaviourChanged;
}
