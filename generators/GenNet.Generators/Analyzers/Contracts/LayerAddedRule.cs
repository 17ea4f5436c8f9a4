using GenNet.Contracts;
using GenNet.Generators.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1006: a layer with variables is new.</summary>
internal sealed class LayerAddedRule() : ContractChangeRule(DiagnosticDescriptors.LayerAdded)
{
    protected override bool Concerns(ContractChange change) => change.Effect == ChangeKind.LayerAdded && change.Severity == ChangeSeverity.Breaking;
}
