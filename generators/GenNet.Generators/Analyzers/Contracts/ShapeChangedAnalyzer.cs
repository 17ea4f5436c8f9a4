using GenNet.Contracts;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1001: a saved variable has another shape.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ShapeChangedAnalyzer() : ContractChangeAnalyzer(DiagnosticDescriptors.ShapeChanged)
{
    private protected override bool Concerns(ContractChange change) => change.Effect == ChangeKind.ShapeChanged;
}
