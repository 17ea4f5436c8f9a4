using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Tests.Diagnostics;

/// <summary>Descriptors, release notes and pages name the same rules.</summary>
public sealed class RuleTests
{
    private static readonly string s_generators = Path.GetFullPath(Path.Combine(ThisFolder(), "../../../generators"));

    private static readonly IReadOnlyList<DiagnosticDescriptor> s_rules =
    [
        .. typeof(DiagnosticDescriptors).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(static f => f.FieldType == typeof(DiagnosticDescriptor)).Select(static f => (DiagnosticDescriptor)f.GetValue(null)!),
    ];

    public static TheoryData<string> Ids => [.. s_rules.Select(static r => r.Id).Where(static id => id.StartsWith("GN0", StringComparison.Ordinal))];

    [Fact]
    public void Ids_OfAllRules_AreDistinctAndReportedByTheGeneratorOrAnAnalyzer()
    {
        var byAnalyzers = typeof(ModelGenerator).Assembly.GetTypes()
            .Where(static t => t.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !t.IsAbstract)
            .SelectMany(static t => ((DiagnosticAnalyzer)Activator.CreateInstance(t)!).SupportedDiagnostics).Select(static r => r.Id);

        Assert.Equal(s_rules.Select(static r => r.Id).Order(), s_rules.Select(static r => r.Id).Distinct().Order());
        Assert.Equal(s_rules.Select(static r => r.Id).Order(), byAnalyzers.Distinct().Concat(DiagnosticDescriptors.Model.Select(static r => r.Id)).Order());
    }

    [Fact]
    public void Rules_AboutModels_StopEveryBuild() => Assert.All(
        s_rules.Where(static r => r.Id.StartsWith("GN0", StringComparison.Ordinal)),
        static rule =>
        {
            Assert.Equal(DiagnosticSeverity.Error, rule.DefaultSeverity);
            Assert.Contains(WellKnownDiagnosticTags.NotConfigurable, rule.CustomTags);
        });

    [Fact]
    public void Ids_InTheReleaseNotes_AreThoseOfTheRules()
    {
        var notes = File.ReadAllText(Path.Combine(s_generators, "GenNet.Generators/AnalyzerReleases.Unshipped.md"))
            + File.ReadAllText(Path.Combine(s_generators, "GenNet.Generators/AnalyzerReleases.Shipped.md"));

        Assert.Equal(s_rules.Select(static r => r.Id).Order(), Regex.Matches(notes, @"^GN\d{4}", RegexOptions.Multiline).Select(static m => m.Value).Order());
    }

    // GN3xxx come from the package's build files and are tested with them.
    [Fact]
    public void Pages_InTheFolder_AreThoseOfTheRules() => Assert.Equal(
        s_rules.Select(static r => r.Id).Order(), Directory.GetFiles(Path.Combine(s_generators, "rules"), "GN*.md").Where(static page => !Path.GetFileName(page).StartsWith("GN3", StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension).Order());

    [Theory]
    [InlineData("", null)]
    [InlineData("https://example.com/gennet", "https://example.com/gennet/blob/main/generators/rules/GN1001.md")]
    [InlineData("https://example.com/gennet/", "https://example.com/gennet/blob/main/generators/rules/GN1001.md")]
    public void HelpLink_OfARepository_IsAbsoluteOrNone(string repositoryUrl, string? link) => Assert.Equal(link, RulePages.AddressOf("GN1001", repositoryUrl));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_OfARule_SaysItsTitleCauseAndRemedy(string id)
    {
        var rule = s_rules.Single(r => r.Id == id);
        Assert.EndsWith($" (dotnet gennet explain {id})", rule.MessageFormat.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal(RulePages.AddressOf(id) ?? "", rule.HelpLinkUri);

        var page = File.ReadAllText(Path.Combine(s_generators, "rules", id + ".md"));

        Assert.StartsWith($"# {id}: {rule.Title}\n", page, StringComparison.Ordinal);
        Assert.Contains("## Cause", page, StringComparison.Ordinal);
        Assert.Contains("## What to do", page, StringComparison.Ordinal);
    }

    private static string ThisFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
