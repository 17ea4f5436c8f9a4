using GenNet.Contracts;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1020: a layer takes other values than before.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConnectionChangedAnalyzer() : ContractChangeAnalyzer(DiagnosticDescriptors.ConnectionChanged)
{
    private protected override bool Concerns(ContractChange change) => change.Severity == ChangeSeverity.Behaviour && change.Effect == ChangeKind.ConnectionChanged;
}
