using GenNet.Contracts;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1030: a contract has the marks of a merge conflict; reported in the file itself.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConflictedContractAnalyzer() : ContractTextAnalyzer(DiagnosticDescriptors.ConflictedContract)
{
    private protected override bool Concerns(ContractError error) => error.IsConflict;
}
