using System.Collections.Immutable;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1013: several files are contracts of one model.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SeveralContractsAnalyzer() : ContractAnalyzer(DiagnosticDescriptors.SeveralContracts)
{
    private protected override IEnumerable<Diagnostic> Analyze(
        ModelComparison comparison, ImmutableArray<ContractFile> files, CancellationToken cancellation)
    {
        var paths = files.Where(f => f.Parsed.Contract?.Model == comparison.Model.FullName).Select(static f => $"'{f.Path}'").ToArray();
        return paths.Length < 2
            ? []
            : [Diagnostic.Create(Rule, comparison.Type.Locations[0], comparison.Model.ClassName, string.Join(" and ", paths))];
    }
}
