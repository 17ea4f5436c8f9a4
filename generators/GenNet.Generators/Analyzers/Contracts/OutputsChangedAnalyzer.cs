using GenNet.Contracts;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1021: the model returns something else.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OutputsChangedAnalyzer() : ContractChangeAnalyzer(DiagnosticDescriptors.OutputsChanged)
{
    private protected override bool Concerns(ContractChange change) => change.Severity == ChangeSeverity.Behaviour && change.Effect == ChangeKind.OutputsChanged;
}
