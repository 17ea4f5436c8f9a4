using GenNet.Contracts;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1008: a saved layer is of another class.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KindChangedAnalyzer() : ContractChangeAnalyzer(DiagnosticDescriptors.KindChanged)
{
    private protected override bool Concerns(ContractChange change) => change.Effect == ChangeKind.KindChanged && change.Severity == ChangeSeverity.Breaking;
}
