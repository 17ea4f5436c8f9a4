using GenNet.Contracts;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1007: a saved layer has another name.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LayerRenamedAnalyzer() : ContractChangeAnalyzer(DiagnosticDescriptors.LayerRenamed)
{
    private protected override bool Concerns(ContractChange change) => change.Effect == ChangeKind.LayerRenamed && change.Severity == ChangeSeverity.Breaking;
}
