using GenNet.Contracts;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1006: a layer with variables is new.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LayerAddedAnalyzer() : ContractChangeAnalyzer(DiagnosticDescriptors.LayerAdded)
{
    private protected override bool Concerns(ContractChange change) => change.Effect == ChangeKind.LayerAdded && change.Severity == ChangeSeverity.Breaking;
}
