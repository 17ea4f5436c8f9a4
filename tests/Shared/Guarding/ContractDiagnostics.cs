using System.Collections.Immutable;
using GenNet.Contracts;
using GenNet.Generators;
using GenNet.Generators.Analyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.TestSupport;

/// <summary>What all contract analyzers report for a class and its contract.</summary>
public static class ContractDiagnostics
{
    /// <summary>The contract that is accepted for <paramref name="source"/>, from what the analyzers hand to the code fix.</summary>
    public static async Task<string> Accept(string source) =>
        Assert.Single(await Of(source)).Properties[ContractFix.Text]!;

    /// <summary>The contracts that are accepted for all models in <paramref name="source"/>, by their paths.</summary>
    public static async Task<(string Path, string Text)[]> AcceptAll(string source) =>
        [.. (await Of(source)).Select(static d => (d.Properties[ContractFix.Path]!, d.Properties[ContractFix.Text]!))];

    /// <summary>The contract of <paramref name="source"/> with its draft ended.</summary>
    public static async Task<string> Freeze(string source) =>
        WeightContract.Parse(await Accept(source)).Contract!.Freeze().ToString();

    /// <summary>All diagnostics of <paramref name="source"/> beside the contract <paramref name="contract"/>, in the order of ids.</summary>
    public static Task<IReadOnlyList<Diagnostic>> Of(string source, string contract, string path = "Net.weights.txt") => Of(source, (path, contract));

    /// <summary>All diagnostics of <paramref name="source"/> beside several contracts, in the order of ids.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> Of(string source, params (string Path, string Text)[] contracts)
    {
        CSharpGeneratorDriver.Create(new ModelGenerator())
            .RunGeneratorsAndUpdateCompilation(ModelCompiler.CreateCompilation(source), out var compilation, out _);
        var files = contracts.Select(static c => (AdditionalText)new ContractText(c.Path, c.Text)).ToImmutableArray();
        var found = await compilation.WithAnalyzers(All(), new AnalyzerOptions(files)).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.OrderBy(static d => d.Id, StringComparer.Ordinal).ThenBy(static d => d.Location.SourceSpan)];
    }

    /// <summary>Every contract analyzer.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> All() =>
    [
        .. typeof(ContractAnalyzer).Assembly.GetTypes()
            .Where(static t => t.Namespace == typeof(ContractAnalyzer).Namespace && t.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !t.IsAbstract)
            .Select(static t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!),
    ];
}
