using GenNet.Contracts;
using GenNet.Generators.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1008: a saved layer is of another class.</summary>
internal sealed class KindChangedRule() : ContractChangeRule(DiagnosticDescriptors.KindChanged)
{
    protected override bool Concerns(ContractChange change) => change.Effect == ChangeKind.KindChanged && change.Severity == ChangeSeverity.Breaking;
}
