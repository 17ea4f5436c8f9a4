using System.Collections.Immutable;
using GenNet.Contracts;
using GenNet.Generators.Analyzers.Contracts;
using GenNet.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.Generators.Tests.Contracts;

/// <summary>What all contract analyzers report for a class and its contract.</summary>
internal static class ContractDiagnostics
{
    /// <summary>The contract that is accepted for <paramref name="source"/>, from what the analyzers hand to the code fix.</summary>
    public static async Task<string> Accept(string source) =>
        Assert.Single(await Of(source, null)).Properties[ContractFix.Text]!;

    /// <summary>The contract of <paramref name="source"/> with its draft ended.</summary>
    public static async Task<string> Freeze(string source) =>
        WeightContract.Parse(await Accept(source)).Contract!.Freeze().ToString();

    /// <summary>All diagnostics of <paramref name="source"/> beside the contract <paramref name="contract"/>, in the order of ids.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> Of(string source, string? contract, string path = "Net.weights.txt")
    {
        CSharpGeneratorDriver.Create(new ModelGenerator())
            .RunGeneratorsAndUpdateCompilation(ModelCompiler.CreateCompilation(source), out var compilation, out _);
        var files = contract is null ? [] : ImmutableArray.Create<AdditionalText>(new ContractText(path, contract));
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

    private sealed class ContractText(string path, string text) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(text);

        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }
}
