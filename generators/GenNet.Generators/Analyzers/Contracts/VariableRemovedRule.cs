using GenNet.Contracts;
using GenNet.Generators.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1002: a saved variable is gone, as by <c>UseBias = false</c>.</summary>
internal sealed class VariableRemovedRule() : ContractChangeRule(DiagnosticDescriptors.VariableRemoved)
{
    protected override bool Concerns(ContractChange change) => change.Effect == ChangeKind.VariableRemoved;
}
