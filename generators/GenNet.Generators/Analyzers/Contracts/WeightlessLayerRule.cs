using GenNet.Contracts;
using GenNet.Generators.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1022: a layer without weights came, went or became another.</summary>
internal sealed class WeightlessLayerRule() : ContractChangeRule(DiagnosticDescriptors.WeightlessLayer)
{
    protected override bool Concerns(ContractChange change) =>
        change.Severity == ChangeSeverity.Behaviour && (change.Effect is ChangeKind.LayerAdded or ChangeKind.LayerRemoved or ChangeKind.KindChanged);
}
