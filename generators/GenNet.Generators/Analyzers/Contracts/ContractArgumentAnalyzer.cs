using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GenNet.Contracts;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1046: a contract says of a layer what none of its class has; reported in the file itself.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContractArgumentAnalyzer() : ProjectContractsAnalyzer(DiagnosticDescriptors.ContractArgument)
{
    private static readonly ConditionalWeakTable<WeightContract, WrongArgument[]> s_found = new();

    private protected override void Register(CompilationStartAnalysisContext start, ProjectContracts contracts) => start.RegisterAdditionalFileAction(file =>
    {
        if (contracts.Lookup.Files.FirstOrDefault(f => f.Path == file.AdditionalFile.Path) is not { Parsed.Contract: { } contract } found)
            return;
        var all = s_found.GetValue(contract, static contract => [.. ContractArguments.WrongIn(contract)]);
        if (all.Length == 0)
            return;
        var now = ModelTypes.All(file.Compilation).Where(type => contracts.Lookup.Of(ModelTypes.NameOf(type)) == found)
            .Select(type => ModelComparison.Of(type, file.Compilation, contracts, file.CancellationToken)?.Now).FirstOrDefault();
        var corrected = CorrectedContract.Of(found.Text.ToString(), contract, all, now);
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (corrected is not null)
            properties = properties.Add(ContractFix.Path, found.Path).Add(ContractFix.Text, corrected);
        foreach (var wrong in all)
        {
            var column = found.Text.Lines[wrong.Line - 1].ToString().IndexOf(wrong.Text, StringComparison.Ordinal) + 1;
            file.ReportDiagnostic(Diagnostic.Create(Rule, found.LocationOf(wrong.Line, Math.Max(1, column), column > 0 ? wrong.Text.Length : int.MaxValue), properties, found.FileName, wrong.Problem));
        }
    });
}
