using GenNet.Contracts;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1032: a contract's class is no model of the project; reported in the file itself.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OrphanContractAnalyzer() : ProjectContractsAnalyzer(DiagnosticDescriptors.OrphanContract)
{
    private protected override void Register(CompilationStartAnalysisContext start, ProjectContracts contracts) => start.RegisterAdditionalFileAction(file =>
    {
        if (contracts.Lost.FirstOrDefault(f => f.Path == file.AdditionalFile.Path) is not { } lost)
            return;
        var contract = lost.Parsed.Contract!;
        file.ReportDiagnostic(Diagnostic.Create(Rule, LocationIn(lost), SeverityOf(contract), null, null, lost.FileName, contract.Model));
    });

    /// <summary>An error where a version is frozen: files were promised to load.</summary>
    internal static DiagnosticSeverity SeverityOf(WeightContract contract) =>
        contract.Versions.Any(static version => !version.IsDraft) ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;

    /// <summary>The line <c>model</c>.</summary>
    internal static Location LocationIn(ContractFile file) =>
        file.LocationOf(file.Text.Lines.First(static line => line.ToString().StartsWith("model ", StringComparison.Ordinal)).LineNumber + 1);
}
