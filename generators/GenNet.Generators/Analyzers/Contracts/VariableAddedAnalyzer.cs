using GenNet.Contracts;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1003: a saved layer gained a variable.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VariableAddedAnalyzer() : ContractChangeAnalyzer(DiagnosticDescriptors.VariableAdded)
{
    private protected override bool Concerns(ContractChange change) => change.Effect == ChangeKind.VariableAdded;
}
