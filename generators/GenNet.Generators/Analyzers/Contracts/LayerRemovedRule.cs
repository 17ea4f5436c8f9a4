using GenNet.Contracts;
using GenNet.Generators.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1005: a layer with saved variables is gone.</summary>
internal sealed class LayerRemovedRule() : ContractChangeRule(DiagnosticDescriptors.LayerRemoved)
{
    protected override bool Concerns(ContractChange change) => change.Effect == ChangeKind.LayerRemoved && change.Severity == ChangeSeverity.Breaking;
}
