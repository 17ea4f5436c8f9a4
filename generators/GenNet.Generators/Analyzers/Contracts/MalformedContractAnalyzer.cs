using GenNet.Contracts;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1012: a contract can't be read; reported in the file itself.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MalformedContractAnalyzer() : ContractTextAnalyzer(DiagnosticDescriptors.MalformedContract)
{
    private protected override bool Concerns(ContractError error) => !error.IsConflict;
}
