using GenNet.Contracts;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1004: a saved variable has another element type.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DTypeChangedAnalyzer() : ContractChangeAnalyzer(DiagnosticDescriptors.DTypeChanged)
{
    private protected override bool Concerns(ContractChange change) => change.Effect == ChangeKind.DTypeChanged;
}
