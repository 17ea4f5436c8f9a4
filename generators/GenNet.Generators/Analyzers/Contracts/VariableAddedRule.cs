using GenNet.Contracts;
using GenNet.Generators.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1003: a saved layer gained a variable.</summary>
internal sealed class VariableAddedRule() : ContractChangeRule(DiagnosticDescriptors.VariableAdded)
{
    protected override bool Concerns(ContractChange change) => change.Effect == ChangeKind.VariableAdded;
}
