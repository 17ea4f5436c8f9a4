using System.Globalization;
using GenNet.Generators.Analyzers.Contracts;
using GenNet.Generators.Tests.Migration;
using GenNet.Generators.Tests.Models;
using GenNet.TestSupport;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Tests.Contracts;

/// <summary>A former name that leads to nothing is told at the name, with what may have been meant; layers that exchanged names are known apart.</summary>
public sealed class FormerNameTests : IDisposable
{
    private const string Head = "[Model, Input(4)] public partial class Net { ";
    private const string Before = Head + "[Dense(4)] public partial Dense Hidden { get; } [Dense(4)] public partial Dense Second { get; } [Dense(2)] public partial Dense Output { get; } }";

    // Of other shapes; connected otherwise alone; the same throughout.
    private const string Shapes = Head + "[Dense(5)] public partial Dense A { get; } [Dense(3)] public partial Dense B { get; } }";
    private const string Chain = Head + "[Dense(4)] public partial Dense A { get; } [Dense(4)] public partial Dense B { get; } }";
    private const string Twins = "[Model] public partial class Net { [Dense(4)] public partial Dense A { get; } [Dense(4)] public partial Dense B { get; } private Tensor Forward([Input(4)] Tensor x) => A.Forward(x) + B.Forward(x); }";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Hidden", "Body", "hiden", "'hiden'", "write [FormerName(\"hidden\")]")]
    [InlineData("Hidden", "Body", "Hidden", "'Hidden'", "write [FormerName(\"hidden\")]")]
    [InlineData("Hidden", "Body", "net/hidden", "'net/hidden'", "write [FormerName(\"hidden\")]")]
    [InlineData("Hidden", "Body", "conv2d_7", "'conv2d_7'", "or take it out")]
    [InlineData("Hidden", "Hidden", "second", "'second'", "has a layer 'second' beside this one, and so has the class; take it out")]
    public async Task Analyze_WhenAFormerNameLeadsToNothing_SaysWhatToWrite(string was, string isNow, string name, string token, string message)
    {
        var (old, now) = ("using GenNet; " + Before, "using GenNet; " + Before.Replace($"[Dense(4)] public partial Dense {was} ", $"[Dense(4), FormerName(\"{name}\")] public partial Dense {isNow} ", StringComparison.Ordinal));
        var contract = await ContractDiagnostics.Freeze(old);
        var diagnostic = Assert.Single(await ContractDiagnostics.Of(now, contract), static d => d.Id == "GN1045");
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
        Assert.Equal(token.Replace('\'', '"'), now.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.Contains(message, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        if (!message.StartsWith("write", StringComparison.Ordinal))
            return;
        var edit = Assert.Single(SourceEdit.Read(diagnostic.Properties[ChangeFixes.Prefix + "FormerName"]!).Edits);
        var then = await ContractDiagnostics.Of(now[..edit.Start] + edit.Text + now[(edit.Start + edit.Length)..], contract);
        Assert.Equal("GN1011", Assert.Single(then).Id);
    }

    [Fact]
    public async Task Analyze_OfANameThatADraftForgot_IsAnInfo()
    {
        var now = "using GenNet; " + Before.Replace("[Dense(4)] public partial Dense Hidden", "[Dense(4), FormerName(\"trunk\")] public partial Dense Body", StringComparison.Ordinal);
        var diagnostic = Assert.Single(await ContractDiagnostics.Of(now, await ContractDiagnostics.Accept(now)));
        Assert.Equal(("GN1045", DiagnosticSeverity.Info), (diagnostic.Id, diagnostic.Severity));
    }

    // What is declared already is not asked for again.
    [Fact]
    public async Task Analyze_WhenADeclarationHoldsOfOtherVersions_SaysOfWhich()
    {
        var old = "using GenNet; " + Before;
        var version2 = (await ContractDiagnostics.Freeze(old)).Replace("version 1", "version 2", StringComparison.Ordinal);
        var now = old.Replace("[Dense(4)] public partial Dense Hidden", "[Dense(4), FormerName(\"hidden\", Since = 2)] public partial Dense Body", StringComparison.Ordinal);
        var renamed = Assert.Single(await ContractDiagnostics.Of(now, version2), static d => d.Id == "GN1007").GetMessage(CultureInfo.InvariantCulture);
        Assert.Contains("declares [FormerName(\"hidden\", Since = 2)], and version 2 has the name, so Since is at least 3", renamed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Shapes, true)]
    [InlineData(Chain, true)]
    [InlineData(Twins, false)]
    public async Task Analyze_WhenTwoLayersExchangedNames_KnowsThemApartOrAsksSinceWhen(string before, bool isKnown)
    {
        var now = "using GenNet; " + Exchanged(before, "");
        var found = await ContractDiagnostics.Of(now, await ContractDiagnostics.Freeze("using GenNet; " + before));
        Assert.Equal(isKnown, found.All(static d => d.Severity < DiagnosticSeverity.Warning));
        if (!isKnown)
            Assert.All(found.Where(static d => d.Id == "GN1045"), static d => Assert.Contains("Since = 2)]", d.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        Assert.All(await ContractDiagnostics.Of("using GenNet; " + Exchanged(before, ", Since = 2"), await ContractDiagnostics.Freeze("using GenNet; " + before)), static d => Assert.Equal(DiagnosticSeverity.Info, d.Severity));
    }

    [Theory]
    [InlineData(Shapes, ".weights.h5")]
    [InlineData(Shapes, ".safetensors")]
    [InlineData(Shapes, ".h5")]
    [InlineData(Shapes, ".keras")]
    [InlineData(Chain, ".weights.h5")]
    [InlineData(Chain, ".safetensors")]
    [InlineData(Chain, ".h5")]
    [InlineData(Chain, ".keras")]
    public void LoadWeights_WhenTwoLayersExchangedNames_GivesEachItsOwn(string before, string format)
    {
        var net = new VersionedModel(before, Exchanged(before, ""));
        foreach (var number in (int[])[1, 2])
        {
            using var saved = net.Version(number);
            using var now = net.Newest();
            var path = net.Save(number, format == ".keras" ? ".weights.h5" : format, _folder);
            if (format == ".keras")
            {
                var archive = _folder.PathOf($"v{number}.keras");
                KerasArchiveOf.Write(saved, archive, path);
                path = archive;
            }
            now.LoadWeights(path);
            Assert.Equal(ModelsInCode.Values(saved), ModelsInCode.Values(now));
        }
    }

    private static string Exchanged(string source, string since) => source
        .Replace(")] public partial Dense A ", $", Name = \"b\"), FormerName(\"a\"{since})] public partial Dense A ", StringComparison.Ordinal)
        .Replace(")] public partial Dense B ", $", Name = \"a\"), FormerName(\"b\"{since})] public partial Dense B ", StringComparison.Ordinal);
}
