using System.Text.RegularExpressions;

namespace GenNet.PackageTests.Stranger;

/// <summary>README.md as its reader takes it: block by block.</summary>
internal static partial class Readme
{
    private static readonly string s_text = File.ReadAllText(Repository.PathOf("README.md"));

    /// <summary>The blocks of C#, in order.</summary>
    public static IReadOnlyList<string> CSharp { get; } = Blocks("csharp");

    /// <summary>The blocks of no language: commands and what is written to the console.</summary>
    public static IReadOnlyList<string> Console { get; } = Blocks("");

    private static IReadOnlyList<string> Blocks(string language) =>
        [.. Block().Matches(s_text).Where(match => match.Groups["language"].Value == language).Select(static match => match.Groups["text"].Value)];

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
