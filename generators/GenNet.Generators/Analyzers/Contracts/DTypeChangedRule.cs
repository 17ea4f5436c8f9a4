using GenNet.Contracts;
using GenNet.Generators.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1004: a saved variable has another element type.</summary>
internal sealed class DTypeChangedRule() : ContractChangeRule(DiagnosticDescriptors.DTypeChanged)
{
    protected override bool Concerns(ContractChange change) => change.Effect == ChangeKind.DTypeChanged;
}
