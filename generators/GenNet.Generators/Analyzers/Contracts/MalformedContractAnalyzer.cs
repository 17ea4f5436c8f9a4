using System.Collections.Immutable;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>GN1012: a contract can't be read; reported in the file itself.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MalformedContractAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.MalformedContract];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            var files = ContractFile.All(
                start.Options.AdditionalFiles,
                text => start.TryGetValue(text, ContractFile.Reader, out var parsed) ? parsed : ContractFile.Read(text),
                start.CancellationToken);
            start.RegisterAdditionalFileAction(file =>
            {
                var contract = files.FirstOrDefault(f => f.Path == file.AdditionalFile.Path);
                if (contract?.Parsed.Error is { } error)
                {
                    file.ReportDiagnostic(Diagnostic.Create(
                        DiagnosticDescriptors.MalformedContract, contract.LocationOf(error.Line, error.Column, error.Length), error.Message));
                }
            });
        });
    }
}
