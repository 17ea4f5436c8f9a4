using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GenNet.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>A <c>*.weights.txt</c> among the additional files.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Text">Its text.</param>
/// <param name="Parsed">What was read.</param>
/// <param name="IsBesideLink">Whether it only lies beside a source file that the project links.</param>
internal sealed record ContractFile(string Path, SourceText Text, ContractParseResult Parsed, bool IsBesideLink) : IContractFile
{
    // GenNet.targets sets it.
    private const string BesideLink = "build_metadata.AdditionalFiles.GenNetBesideLink";

    /// <summary>Roslyn keeps its value as long as the text, so that a contract is read once and not at every keystroke.</summary>
    public static readonly SourceTextValueProvider<ContractParseResult> Reader = new(Read);

    /// <summary>Name without folders.</summary>
    public string FileName => System.IO.Path.GetFileName(Path);

    private static readonly ConditionalWeakTable<Compilation, ProjectContracts> s_contracts = new();

    /// <summary>The contracts among the additional files of a compilation. All analyzers of it ask for the same.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="options">Its additional files, and what the project says of them.</param>
    /// <param name="read">Reads a text, by a <see cref="Reader"/> where Roslyn keeps its results.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static ProjectContracts In(
        Compilation compilation, AnalyzerOptions options, Func<SourceText, ContractParseResult> read, CancellationToken cancellation)
    {
        if (s_contracts.TryGetValue(compilation, out var known) && known.AdditionalFiles == options.AdditionalFiles)
            return known;
        var files = options.AdditionalFiles
            .Where(static file => IsContract(file.Path))
            .Select(file => (file.Path, Text: file.GetText(cancellation), IsBesideLink: IsBesideALink(file, options.AnalyzerConfigOptionsProvider)))
            .Where(static file => file.Text is not null)
            .Select(file => new ContractFile(file.Path, file.Text!, read(file.Text!), file.IsBesideLink))
            .ToImmutableArray();
        var contracts = new ProjectContracts(compilation, options.AdditionalFiles, files, options.AnalyzerConfigOptionsProvider.GlobalOptions);
        lock (s_contracts)
        {
            s_contracts.Remove(compilation);
            s_contracts.Add(compilation, contracts);
        }
        return contracts;
    }

    private static bool IsBesideALink(AdditionalText file, AnalyzerConfigOptionsProvider options) =>
        options.GetOptions(file).TryGetValue(BesideLink, out var value) && value.Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a text.</summary>
    public static ContractParseResult Read(SourceText text) => WeightContract.Parse(text.ToString());

    /// <summary>Whether a file of that name is a contract.</summary>
    public static bool IsContract(string path) => path.EndsWith(WeightContract.FileSuffix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where line <paramref name="line"/>, counted from 1, stands.</summary>
    public Location LocationOf(int line, int column = 1, int length = int.MaxValue)
    {
        var span = Text.Lines[Math.Min(line, Text.Lines.Count) - 1].Span;
        var start = Math.Min(span.Start + column - 1, span.End);
        var part = TextSpan.FromBounds(start, (int)Math.Min((long)start + length, span.End));
        return Location.Create(Path, part, Text.Lines.GetLinePositionSpan(part));
    }
}
