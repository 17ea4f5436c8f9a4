using System.Globalization;
using GenNet.CodeFixes;
using GenNet.Contracts;
using GenNet.Generators.Analyzers.Contracts;
using GenNet.TestSupport;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Tests.Contracts;

/// <summary>A contract belongs to the class that its line <c>model</c> names, and stays one whatever the class is called.</summary>
public sealed class ContractIdentityTests
{
    private const string Net = """
        using GenNet;

        namespace App;

        [Model, Input(4)]
        public partial class Net
        {
            [Dense(3)] public partial Dense Hidden { get; }
            [Dense(2)] public partial Dense Output { get; }
        }
        """;

    private static readonly string s_nested = Net.Replace("[Model", "public partial class Outer\n{\n[Model", StringComparison.Ordinal) + "}";

    public static TheoryData<string, string> Renamings => new()
    {
        { "class", Net.Replace("class Net", "class Other", StringComparison.Ordinal) },
        { "namespace", Net.Replace("namespace App", "namespace App.Models", StringComparison.Ordinal) },
        { "class and units", Net.Replace("class Net", "class Other", StringComparison.Ordinal).Replace("Dense(2)", "Dense(5)", StringComparison.Ordinal) },
        { "class and all layers", Net.Replace("class Net", "class Other", StringComparison.Ordinal).Replace("Hidden", "A", StringComparison.Ordinal).Replace("Output", "B", StringComparison.Ordinal) },
        { "nesting", s_nested },
    };

    [Theory]
    [MemberData(nameof(Renamings))]
    public async Task Analyze_WhenTheClassIsRenamed_IsAsStrictAsTheContract(string what, string renamed)
    {
        var draft = await ContractDiagnostics.Accept(Net);
        var frozen = WeightContract.Parse(draft).Contract!.Freeze().ToString();
        // A nested class has been called so by 0.1: its contract is still its own.
        if (what == "nesting")
        {
            Assert.Empty(await ContractDiagnostics.Of(renamed, frozen));
            return;
        }
        var warning = Assert.Single(await ContractDiagnostics.Of(renamed, draft));
        Assert.Equal(("GN1031", DiagnosticSeverity.Warning), (warning.Id, warning.Severity));
        var error = Assert.Single(await ContractDiagnostics.Of(renamed, frozen));
        Assert.Equal(("GN1031", DiagnosticSeverity.Error), (error.Id, error.Severity));
        Assert.Contains("'App.Net'", error.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);

        // What the code fix writes: the versions as they were, under the new name.
        var kept = WeightContract.Parse(error.Properties[ContractFix.Text]!).Contract!;
        Assert.Equal(WeightContract.Parse(frozen).Contract!.Versions, kept.Versions);
        var left = await ContractDiagnostics.Of(renamed, kept.ToString());
        Assert.DoesNotContain(left, static d => d.Id is "GN1010" or "GN1031" or "GN1032");
        if (what == "class and units")
            Assert.Equal(("GN1001", DiagnosticSeverity.Error), (Assert.Single(left).Id, left[0].Severity));
    }

    [Fact]
    public async Task Analyze_WhenAnotherClassHasTheSameLayers_OffersThatOne()
    {
        var two = Net.Replace("class Net", "class Other", StringComparison.Ordinal)
            + "[Model, Input(4)] public partial class Third { [Dense(9)] public partial Dense Answer { get; } }";
        var found = await ContractDiagnostics.Of(two, await ContractDiagnostics.Accept(Net));
        Assert.Equal(["GN1010", "GN1031"], found.Select(static d => d.Id));
        Assert.Contains("has the same layers", found[1].GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_WhenTheClassIsGone_ReportsTheContractInItsFile()
    {
        var contract = await ContractDiagnostics.Accept(Net);
        var source = Net.Replace("class Net", "class Other", StringComparison.Ordinal);
        var other = WeightContract.Parse(contract).Contract! with { Model = "App.Other" };
        var lost = Assert.Single(await ContractDiagnostics.Of(source, ("Net.weights.txt", contract), ("Other.weights.txt", other.ToString())));
        Assert.Equal(("GN1032", "Net.weights.txt", 1), (lost.Id, lost.Location.GetLineSpan().Path, lost.Location.GetLineSpan().StartLinePosition.Line));
        Assert.Equal(DiagnosticSeverity.Warning, lost.Severity);
        lost = Assert.Single(await ContractDiagnostics.Of(source, ("Net.weights.txt", WeightContract.Parse(contract).Contract!.Freeze().ToString()), ("Other.weights.txt", other.ToString())));
        Assert.Equal(DiagnosticSeverity.Error, lost.Severity);
    }

    [Fact]
    public async Task Analyze_WhenSymbolsLeaveTheClassOut_IsSilent() =>
        Assert.Empty(await ContractDiagnostics.Of($"#if NEVER\n{Net}\n#endif", await ContractDiagnostics.Accept(Net)));

    [Fact]
    public async Task Analyze_WhenSymbolsLeaveAnotherClassOut_ReportsTheContract()
    {
        var source = $"#if NEVER\n{Net.Replace("class Net", "class Network", StringComparison.Ordinal)}\n#endif";
        Assert.Equal("GN1032", Assert.Single(await ContractDiagnostics.Of(source, await ContractDiagnostics.Accept(Net))).Id);
    }

    [Fact]
    public async Task Accept_OfTwoModelsOfOneName_WritesTwoContracts()
    {
        var both = Net + "public partial class Outer { [Model, Input(4)] public partial class Net { [Dense(7)] public partial Dense Output { get; } } }";
        var missing = await ContractDiagnostics.Of(both);
        Assert.Equal(["GN1010", "GN1010"], missing.Select(static d => d.Id));
        var contracts = missing.Select(static d => (Path: d.Properties[ContractFix.Path]!, Text: d.Properties[ContractFix.Text]!)).ToArray();
        Assert.Equal(["App.Net.weights.txt", "Outer.Net.weights.txt"], contracts.Select(static c => Path.GetFileName(c.Path)).Order(StringComparer.Ordinal));
        Assert.Equal(["App.Net", "App.Outer.Net"], contracts.Select(static c => WeightContract.Parse(c.Text).Contract!.Model).Order(StringComparer.Ordinal));
        Assert.Empty(await ContractDiagnostics.Of(both, contracts));
        var changed = Assert.Single(await ContractDiagnostics.Of(both.Replace("Dense(7)", "Dense(8)", StringComparison.Ordinal), contracts));
        Assert.Contains("Outer.Net.weights.txt", changed.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accept_WhenTheFileOfThatNameIsAnothers_TakesALongerName()
    {
        var contract = await ContractDiagnostics.Accept(Net);
        var both = Net + "public partial class Outer { [Model, Input(4)] public partial class Net { [Dense(7)] public partial Dense Output { get; } } }";
        var folder = Path.GetDirectoryName((await ContractDiagnostics.Of(Net))[0].Properties[ContractFix.Path])!;
        var missing = Assert.Single(await ContractDiagnostics.Of(both, (Path.Combine(folder, "Net.weights.txt"), contract)));
        Assert.Equal(("GN1010", "Outer.Net.weights.txt"), (missing.Id, Path.GetFileName(missing.Properties[ContractFix.Path])));
    }

    [Fact]
    public void Fix_OfALostContract_IsOffered() => Assert.Contains("GN1031", new ThisClassWasFix().FixableDiagnosticIds);
}
