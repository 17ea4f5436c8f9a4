using GenNet.Contracts;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1005: a layer with saved variables is gone.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LayerRemovedAnalyzer() : ContractChangeAnalyzer(DiagnosticDescriptors.LayerRemoved)
{
    private protected override bool Concerns(ContractChange change) => change.Effect == ChangeKind.LayerRemoved && change.Severity == ChangeSeverity.Breaking;
}
