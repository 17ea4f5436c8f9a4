using GenNet.Contracts;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1009: an argument changed, so that saved weights load and the same input gives another output.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BehaviourChangedAnalyzer() : ContractChangeAnalyzer(DiagnosticDescriptors.BehaviourChanged)
{
    private protected override bool Concerns(ContractChange change) => change.Severity == ChangeSeverity.Behaviour && change.Effect is ChangeKind.BehaviourChanged;
}
