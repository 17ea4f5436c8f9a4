using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using GenNet.Contracts;
using GenNet.TestSupport;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Tests.Contracts;

/// <summary>The sample that a newcomer breaks by hand: each change in its README gives the very warnings that stand below it.</summary>
public sealed partial class BreakingChangeSampleTests
{
    private static readonly string s_folder = Path.GetFullPath(Path.Combine(ThisFolder(), "../../../samples/BreakingChange"));

    private static string Source => File.ReadAllText(Path.Combine(s_folder, "FlowerNet.cs")).ReplaceLineEndings("\n");

    private static string Contract => File.ReadAllText(Path.Combine(s_folder, "FlowerNet.weights.txt"));

    [Fact]
    public async Task Sample_AsItStands_IsSilentAndFrozen()
    {
        Assert.Empty(await ContractDiagnostics.Of(Source, Contract, "FlowerNet.weights.txt"));
        Assert.False(WeightContract.Parse(Contract).Contract!.Current.IsDraft);
    }

    [Fact]
    public async Task Readme_OfTheSample_ShowsWhatTheBuildSays()
    {
        var path = Path.Combine(s_folder, "README.md");
        var readme = File.ReadAllText(path).ReplaceLineEndings("\n");
        var actual = readme;
        foreach (Match change in Change().Matches(readme))
        {
            var messages = await MessagesAfter(change.Groups["diff"].Value);
            Assert.NotEmpty(messages);
            actual = actual.Replace(change.Value, $"```diff\n{change.Groups["diff"].Value}```\n\n```text\n{string.Concat(messages.Select(static line => line + "\n"))}```", StringComparison.Ordinal);
        }
        var received = Path.Combine(s_folder, "README.received.md");
        File.Delete(received);
        if (actual == readme)
            return;
        File.WriteAllText(received, actual);
        Assert.Fail($"{path} doesn't show what the build says. It was written to {received}: compare the two, and replace the one by the other if it is right.");
    }

    private static async Task<IReadOnlyList<string>> MessagesAfter(string diff)
    {
        string Lines(char mark) => string.Concat(diff.Split('\n').Where(line => line.StartsWith(mark)).Select(static line => line[1..] + "\n"));
        Assert.Equal(2, Source.Split(Lines('-')).Length);
        var found = await ContractDiagnostics.Of(Source.Replace(Lines('-'), Lines('+'), StringComparison.Ordinal), Contract, "FlowerNet.weights.txt");
        return [.. found.Select(static d => $"{d.Severity.ToString().ToLowerInvariant()} {d.Id}: {d.GetMessage(CultureInfo.InvariantCulture)}")];
    }

    private static string ThisFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [GeneratedRegex("```diff\n(?<diff>.*?)```\n\n```text\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Change();
}
