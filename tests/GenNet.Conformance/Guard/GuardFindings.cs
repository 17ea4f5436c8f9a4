using System.Collections.Concurrent;
using System.Globalization;
using GenNet.Generators.Analyzers.Contracts;
using GenNet.TestSupport;
using Microsoft.CodeAnalysis;

namespace GenNet.Conformance.Guard;

/// <summary>What a user's build says of a pair: the class before is accepted, the class after it is compiled with the analyzers.</summary>
internal sealed class GuardFindings
{
    private static readonly ConcurrentDictionary<(EvolutionPair Pair, bool Told), Lazy<Task<GuardFindings>>> s_findings = new();

    private GuardFindings(IReadOnlyList<Diagnostic> diagnostics) => Diagnostics = diagnostics;

    /// <summary>All that the guard reported.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>Those at warning or above.</summary>
    public IEnumerable<Diagnostic> Warnings => Diagnostics.Where(static d => d.Severity >= DiagnosticSeverity.Warning);

    /// <summary><c>breaking</c>, <c>behaviour</c> or <c>compatible</c>: the worst that was said.</summary>
    public string Verdict => Warnings.Select(static d => Enum.Parse<Contracts.ChangeSeverity>(d.Properties[ContractFix.Severity]!)).DefaultIfEmpty().Max().ToString().ToLowerInvariant();

    /// <summary>The layers and variables that warnings name, sorted. A layer whose variables are named is named by them.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            var all = Warnings.SelectMany(NamesOf).Distinct().Order(StringComparer.Ordinal).ToArray();
            return [.. all.Where(name => !Array.Exists(all, other => other.StartsWith(name + "/", StringComparison.Ordinal)))];
        }
    }

    /// <summary>What a diagnostic names.</summary>
    public static string[] NamesOf(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(ContractFix.Names, out var names) && names!.Length > 0 ? names.Split(' ') : [];

    /// <summary>The messages, a line each.</summary>
    public string Text => string.Join("\n", Diagnostics.Select(static d => $"{d.Severity} {d.Id}: {d.GetMessage(CultureInfo.InvariantCulture)}"));

    /// <summary>What is reported of <paramref name="pair"/>.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="told">Whether the class says how its layers were called.</param>
    public static Task<GuardFindings> Of(EvolutionPair pair, bool told) => s_findings.GetOrAdd((pair, told), static key => new(() => Find(key.Pair, key.Told))).Value;

    private static async Task<GuardFindings> Find(EvolutionPair pair, bool told)
    {
        var contracts = await ContractDiagnostics.AcceptAll(pair.SourceBefore);
        var after = told ? Renames.Tell(pair.SourceAfter, pair.After!, pair.Renames) : pair.SourceAfter;
        // What is told must be possible: of a class with errors nothing else is reported.
        if (told)
            ModelCompiler.Compile(after);
        // The classes of models among the layers have contracts of their own, about their own files.
        return new([.. (await ContractDiagnostics.Of(after, contracts)).Where(d => d.Properties[ContractFix.Path] == $"{pair.After!.ClassName}.weights.txt")]);
    }
}
