using GenNet.Contracts;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1022: a layer without weights came, went or became another.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WeightlessLayerAnalyzer() : ContractChangeAnalyzer(DiagnosticDescriptors.WeightlessLayer)
{
    private protected override bool Concerns(ContractChange change) =>
        change.Severity == ChangeSeverity.Behaviour && (change.Effect is ChangeKind.LayerAdded or ChangeKind.LayerRemoved or ChangeKind.KindChanged);
}
