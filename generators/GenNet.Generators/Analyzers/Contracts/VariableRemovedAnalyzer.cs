using GenNet.Contracts;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1002: a saved variable is gone, as by <c>UseBias = false</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VariableRemovedAnalyzer() : ContractChangeAnalyzer(DiagnosticDescriptors.VariableRemoved)
{
    private protected override bool Concerns(ContractChange change) => change.Effect == ChangeKind.VariableRemoved;
}
