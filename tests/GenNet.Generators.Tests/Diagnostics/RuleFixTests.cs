using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;
using GenNet.CodeFixes;
using GenNet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GenNet.Generators.Tests.Diagnostics;

/// <summary>Every rule that is no build error by itself has a code fix, or a reason why not, and a test in which it is reported.</summary>
public sealed class RuleFixTests
{
    private static readonly Dictionary<string, string> s_without = new(StringComparer.Ordinal)
    {
        ["GN1012"] = "what was meant by a text that can't be read nobody knows",
        ["GN1013"] = "deleting a contract may lose versions that the other doesn't have",
        ["GN1030"] = "which side of a merge is right its author decides",
        ["GN1032"] = "there is no class that it may have been; one that may is GN1031",
        ["GN1040"] = "what became of the layers isn't known; the changes themselves have their fixes while the version is the newest",
        ["GN1041"] = "which version is right its author knows",
        ["GN1042"] = "the file is changed by saving it again; the class by the fixes of its contract's rules",
        ["GN1043"] = "it is the project's text that is wrong",
        ["GN1044"] = "the library is another project's",
        ["GN2001"] = "whether to copy or to read earlier depends on what the code is for",
        ["GN2002"] = "what the input was for its author knows",
        ["GN2003"] = "either the loss or the model's last layer is wrong",
        ["GN2004"] = "there is no other layer of that meaning",
    };

    private static readonly CodeFixProvider[] s_fixes =
    [
        .. typeof(AcceptContractFix).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract).Select(static type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    private static IEnumerable<DiagnosticDescriptor> Rules => typeof(DiagnosticDescriptors).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(static f => f.FieldType == typeof(DiagnosticDescriptor)).Select(static f => (DiagnosticDescriptor)f.GetValue(null)!)
        .Where(static rule => !rule.Id.StartsWith("GN0", StringComparison.Ordinal));

    [Fact]
    public void Rules_HaveAFixOrAReasonWhyNot() =>
        Assert.Equal(Rules.Select(static rule => rule.Id).Order(StringComparer.Ordinal), s_fixes.SelectMany(static fix => fix.FixableDiagnosticIds).Distinct().Concat(s_without.Keys).Order(StringComparer.Ordinal));

    [Fact]
    public void Fixes_AreTakenForFilesAndProjectsAndNeverByAFormatter() => Assert.All(s_fixes, static fix =>
        Assert.Equal([FixAllScope.Document, FixAllScope.Project], fix.GetFixAllProvider()!.GetSupportedFixAllScopes()));

    [Fact]
    public void Rules_AreAllReportedInSomeTest()
    {
        var tests = Directory.GetFiles(Path.Combine(ThisFolder(), "../.."), "*.cs", SearchOption.AllDirectories).Where(static file => !file.EndsWith("RuleFixTests.cs", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal));
        var tested = tests.SelectMany(static file => Regex.Matches(File.ReadAllText(file), "\\b(GN\\d{4})\\b").Select(static match => match.Groups[1].Value)).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(Rules.Select(static rule => rule.Id).Except(tested));
    }

    private static string ThisFolder([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
