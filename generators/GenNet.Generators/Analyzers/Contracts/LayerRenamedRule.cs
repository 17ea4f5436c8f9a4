using GenNet.Contracts;
using GenNet.Generators.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1007: a saved layer has another name.</summary>
internal sealed class LayerRenamedRule() : ContractChangeRule(DiagnosticDescriptors.LayerRenamed)
{
    protected override bool Concerns(ContractChange change) => change.Effect == ChangeKind.LayerRenamed && change.Severity == ChangeSeverity.Breaking;
}
