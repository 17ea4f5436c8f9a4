using System.Globalization;
using System.Text;

namespace GenNet.Conformance.Guard;

/// <summary>
/// Real edits of real models through Roslyn: the contract that is accepted for the class before, the class after, and the diagnostics that a user gets. Every edit that breaks saved weights or
/// gives them another meaning is reported with exactly the right names, and no other is.
/// </summary>
public sealed class EvolutionGuardTests(ConformanceSummary summary)
{
    private static readonly string[] s_verdicts = ["compatible", "behaviour", "breaking"];

    public static TheoryData<string, bool> Pairs =>
    [
        .. EvolutionPair.All.SelectMany(static pair => pair.Tellings, static (pair, told) => (pair.Name, told)),
    ];

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Analyze_WhenAModelEvolves_NamesWhatAPerfectToolWould(string name, bool told)
    {
        var pair = EvolutionPair.All.Single(pair => pair.Name == name);
        Assert.SkipWhen(pair.NotSupported is not null, $"not supported: {pair.NotSupported}");
        var findings = await GuardFindings.Of(pair, told);
        Assert.True(pair.Verdict(told) == findings.Verdict, $"{findings.Verdict}, and is {pair.Verdict(told)}:\n{findings.Text}");
        Assert.Equal(pair.Names(told), findings.Names);
        foreach (var diagnostic in findings.Warnings)
        {
            var message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
            Assert.All(GuardFindings.NamesOf(diagnostic), name => Assert.Contains(InMessages(name[(name.LastIndexOf('/') + 1)..]), InMessages(message), StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task Analyze_OfAllPairs_HasNoMissAndNoFalseAlarm()
    {
        Assert.SkipWhen(EvolutionPair.All.Count == 0, "The tree of fixtures has no evolutions.");
        var counts = new int[s_verdicts.Length, s_verdicts.Length];
        var (misses, unsupported) = (new List<string>(), new List<string>());
        foreach (var pair in EvolutionPair.All)
        {
            if (pair.NotSupported is not null)
            {
                unsupported.Add($"{pair.Name}: {pair.NotSupported}");
                continue;
            }
            foreach (var told in pair.Tellings)
            {
                var findings = await GuardFindings.Of(pair, told);
                counts[Array.IndexOf(s_verdicts, pair.Verdict(told)), Array.IndexOf(s_verdicts, findings.Verdict)]++;
                if (pair.Verdict(told) != findings.Verdict || !pair.Names(told).SequenceEqual(findings.Names))
                    misses.Add($"{pair.Name}{(told ? ", told of its renames" : "")}: {findings.Verdict} [{string.Join(", ", findings.Names)}], and is {pair.Verdict(told)} [{string.Join(", ", pair.Names(told))}]");
            }
        }
        string[] lines = ["evolutions/: what each edit is, and what was said of it", Table(counts), $"{misses.Count} wrong, {unsupported.Count} with layers that GenNet doesn't have", .. misses, .. unsupported];
        summary.Evolutions = string.Concat(lines.Select(static line => line + "\n"));
        Assert.Empty(misses);
        Assert.SkipWhen(unsupported.Count == EvolutionPair.All.Count, "No pair has layers of GenNet's alone.");
    }

    // A layer is called as its property there: Norm1 for norm_1.
    private static string InMessages(string text) => text.Replace("_", "", StringComparison.Ordinal);

    // A row for what an edit is, a column for what was said of it.
    private static string Table(int[,] counts)
    {
        var text = new StringBuilder($"{"",-12}");
        foreach (var said in s_verdicts)
            text.Append(CultureInfo.InvariantCulture, $"{said,12}");
        for (var row = 0; row < s_verdicts.Length; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{s_verdicts[row],-12}");
            for (var column = 0; column < s_verdicts.Length; column++)
                text.Append(CultureInfo.InvariantCulture, $"{counts[row, column],12}");
        }
        return text.ToString();
    }
}
