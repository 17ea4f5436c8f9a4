using System.Globalization;
using GenNet.Contracts;
using GenNet.Generators.Analyzers.Contracts;
using GenNet.TestSupport;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Tests.Contracts;

/// <summary>Every GN1 rule: where it is reported, what it names, and when it is silent.</summary>
public sealed class ContractAnalyzerTests
{
    private const string Net = """
        using GenNet;

        [Model, Input(4)]
        public partial class Net
        {
            [Dense(3, Activation = Activation.ReLU)] public partial Dense Hidden { get; }
            [Dense(3)] public partial Dense Middle { get; }
            [Dense(2)] public partial Dense Output { get; }
        }
        """;

    [Fact]
    public async Task Analyze_WhenContractIsUpToDate_IsSilent() =>
        Assert.Empty(await ContractDiagnostics.Of(Net, await ContractDiagnostics.Accept(Net)));

    [Fact]
    public async Task Analyze_WhenEveryLayerBeginsAnew_SaysThatNoOlderFileHasAnything()
    {
        var edited = Net.Replace("[Dense(2)]", "[Dense(5), Reinitialized(Since = 2)]", StringComparison.Ordinal).Replace("[Dense(3)]", "[Dense(4), Reinitialized(Since = 2)]", StringComparison.Ordinal)
            .Replace("[Dense(3, Activation = Activation.ReLU)]", "[Dense(6, Activation = Activation.ReLU), Reinitialized(Since = 2)]", StringComparison.Ordinal);
        var diagnostic = Assert.Single(await ContractDiagnostics.Of(edited, await ContractDiagnostics.Accept(Net)), static d => d.Id == "GN1011");
        Assert.Contains("no file saved before has anything for the class any more", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.DoesNotContain("files saved before load", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_WhenThereIsNoContract_ReportsTheClass()
    {
        var diagnostic = Assert.Single(await ContractDiagnostics.Of(Net));
        Assert.Equal(("GN1010", "Net"), (diagnostic.Id, TextAt(diagnostic, Net)));
    }

    [Theory]
    [InlineData("[Dense(2)]", "[Dense(5)]", "GN1001", "5", "kernel is float32 3,5 and was float32 3,2")]
    [InlineData("[Dense(2)]", "[Dense(2, UseBias = false)]", "GN1002", "UseBias = false", "bias, float32 2, is gone")]
    [InlineData("    [Dense(3)] public partial Dense Middle { get; }\n", "", "GN1005", "Net", "Dense is gone, and with it kernel float32 3,3")]
    [InlineData("Dense Middle", "Dense Body", "GN1007", "Body", "Name = \"middle\"")]
    [InlineData("[Dense(3, A", "[Dense(4, A", "GN1001", "4", "kernel is float32 4,4 and was float32 4,3; with it hidden/bias 3 → 4, middle/kernel 3,3 → 4,3")]
    [InlineData("Input(4)", "Input(6)", "GN1001", "6", "Net: input 'input' is float32 6 and was float32 4; with it hidden/kernel 4,3 → 6,3")]
    [InlineData("[Dense(2)]", "[Dense(2, DType = DTypePolicy.MixedFloat16)]", "GN1009", "DType = DTypePolicy.MixedFloat16", "compute_dtype is float16 and was float32")]
    [InlineData("Activation.ReLU", "Activation.Tanh", "GN1009", "Activation = Activation.Tanh", "activation is tanh and was relu")]
    [InlineData("    [Dense(2)]", "    [Dropout(0.5)] public partial Dropout Drop { get; }\n    [Dense(2)]", "GN1011", "Net", "still fit")]
    public async Task Analyze_WhenTheModelChanges_SaysWhatAndWhere(string from, string to, string id, string at, string message)
    {
        Assert.Contains(from, Net, StringComparison.Ordinal);
        var changed = Net.Replace(from, to, StringComparison.Ordinal);
        var diagnostics = await ContractDiagnostics.Of(changed, await ContractDiagnostics.Accept(Net));
        var diagnostic = Assert.Single(diagnostics);
        Assert.Equal((id, at), (diagnostic.Id, TextAt(diagnostic, changed)));
        Assert.NotEqual(DiagnosticSeverity.Error, diagnostic.Severity);
        var text = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        Assert.Contains(message, text, StringComparison.Ordinal);
        Assert.Contains("dotnet build -t:GenNetAccept", text, StringComparison.Ordinal);
        Assert.EndsWith($" (dotnet gennet explain {id})", text, StringComparison.Ordinal);
        Assert.True(text.Length < 420, text);
    }

    [Theory]
    [InlineData("[Dense(3)] public partial Dense Middle", "[Dense(3), FormerName(\"middle\")] public partial Dense Body", "was called 'middle'")]
    [InlineData("[Dense(2)]", "[Dense(5), Reinitialized(Since = 2)]", "kernel is float32 3,5 and was float32 3,2")]
    [InlineData("[Dense(2)]", "[Dense(5), Reinitialized]", "kernel is float32 3,5 and was float32 3,2")]
    [InlineData("[Dense(2)] public partial Dense Output", "[Dense(5), Reinitialized(Since = 2)] public partial Dense Head", "Dense is new")]
    public async Task Analyze_WhenTheClassDeclaresWhatBecameOfAFrozenLayer_OnlyAsksForTheNextVersion(string from, string to, string message)
    {
        var diagnostic = Assert.Single(await ContractDiagnostics.Of(Net.Replace(from, to, StringComparison.Ordinal), await ContractDiagnostics.Freeze(Net)));
        Assert.Equal(("GN1011", DiagnosticSeverity.Info), (diagnostic.Id, diagnostic.Severity));
        Assert.Contains(message, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    // Names of a model among the layers, and of a list, are those of the layers in it.
    [Theory]
    [InlineData("[Repeat(2)] public partial Layers<Block> Blocks { get; }", "[Repeat(2), FormerName(\"blocks\")] public partial Layers<Block> Stages { get; }")]
    [InlineData("[Repeat(2)] public partial Layers<Block> Blocks { get; }", "[FormerName(\"blocks_0\")] public partial Block First { get; } [FormerName(\"blocks_1\")] public partial Block Second { get; }")]
    [InlineData("public partial Block First { get; } public partial Block Second { get; }", "[Repeat(2), FormerName(\"first\", Element = 0), FormerName(\"second\", Element = 1)] public partial Layers<Block> Blocks { get; }")]
    [InlineData("public partial Block Tower { get; }", "[FormerName(\"tower\")] public partial Block Body { get; }")]
    public async Task Analyze_WhenAListOrAModelIsRenamed_KnowsItsLayers(string before, string after)
    {
        const string Block = "using GenNet; [Model, Input(4)] public partial class Block { [Dense(4)] public partial Dense Fc { get; } } [Model, Input(4)] public partial class Net { ";
        var contract = (await ContractDiagnostics.Of(Block + before + " }")).Single(static d => d.GetMessage(CultureInfo.InvariantCulture).Contains("'Net'", StringComparison.Ordinal)).Properties[ContractFix.Text]!;
        var found = await ContractDiagnostics.Of(Block + after + " }", WeightContract.Parse(contract).Contract!.Freeze().ToString());
        Assert.Equal(["GN1010", "GN1011"], found.Select(static d => d.Id));
    }

    [Fact]
    public async Task Analyze_WhenTheClassIsInAGeneratedFile_GuardsItAllTheSame()
    {
        var generated = "// <auto-generated/>\n" + Net;
        Assert.Equal("GN1010", Assert.Single(await ContractDiagnostics.Of(generated)).Id);
        var changed = generated.Replace("[Dense(2)]", "[Dense(5)]", StringComparison.Ordinal);
        var diagnostic = Assert.Single(await ContractDiagnostics.Of(changed, await ContractDiagnostics.Accept(Net)));
        Assert.Equal(("GN1001", "5"), (diagnostic.Id, TextAt(diagnostic, changed)));
    }

    [Theory]
    [InlineData("[BatchNormalization]", "[BatchNormalization(Scale = false)]", "GN1002", "Scale = false")]
    [InlineData("[BatchNormalization(Center = false)]", "[BatchNormalization(Center = true)]", "GN1003", "Center = true")]
    public async Task Analyze_WhenAnArgumentDecidesOnAVariable_ReportsTheArgument(string from, string to, string id, string at)
    {
        var before = Net.Replace("    [Dense(2)]", $"    {from} public partial BatchNormalization Norm {{ get; }}\n    [Dense(2)]", StringComparison.Ordinal);
        var after = before.Replace(from, to, StringComparison.Ordinal);
        var diagnostic = Assert.Single(await ContractDiagnostics.Of(after, await ContractDiagnostics.Accept(before)));
        Assert.Equal((id, at), (diagnostic.Id, TextAt(diagnostic, after)));
    }

    [Fact]
    public async Task Analyze_WhenTwoContractsNameTheModel_NamesBoth()
    {
        var contract = await ContractDiagnostics.Accept(Net);
        var diagnostic = Assert.Single(await ContractDiagnostics.Of(Net, ("Net.weights.txt", contract), ("old/Net.weights.txt", contract)));
        Assert.Equal(("GN1013", "Net"), (diagnostic.Id, TextAt(diagnostic, Net)));
        Assert.Contains("'Net.weights.txt' and 'old/Net.weights.txt'", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_WhenAVariableOrLayerIsNew_ReportsIt()
    {
        var without = Net.Replace("[Dense(2)]", "[Dense(2, UseBias = false)]", StringComparison.Ordinal);
        Assert.Equal("GN1003", Assert.Single(await ContractDiagnostics.Of(Net, await ContractDiagnostics.Accept(without))).Id);
        var shorter = Net.Replace("    [Dense(3)] public partial Dense Middle { get; }\n", "", StringComparison.Ordinal);
        var added = Assert.Single(await ContractDiagnostics.Of(Net, await ContractDiagnostics.Accept(shorter)));
        Assert.Equal(("GN1006", "Middle"), (added.Id, TextAt(added, Net)));
    }

    [Fact]
    public async Task Analyze_WhenKindOrTypeOfTheContractDiffers_ReportsIt()
    {
        var contract = await ContractDiagnostics.Accept(Net);
        var kind = contract.Replace("middle             Dense", "middle             EinsumDense", StringComparison.Ordinal);
        Assert.Equal("GN1008", Assert.Single(await ContractDiagnostics.Of(Net, kind)).Id);
        var half = contract.Replace("float32 3,2", "float16 3,2", StringComparison.Ordinal);
        Assert.Equal("GN1004", Assert.Single(await ContractDiagnostics.Of(Net, half)).Id);
    }

    [Fact]
    public async Task Analyze_WhenVersionIsFrozen_IsAnErrorThatPointsToTheLine()
    {
        var diagnostics = await ContractDiagnostics.Of(Net.Replace("[Dense(2)]", "[Dense(5)]", StringComparison.Ordinal), await ContractDiagnostics.Freeze(Net));
        var diagnostic = Assert.Single(diagnostics);
        Assert.Equal(("GN1001", DiagnosticSeverity.Error), (diagnostic.Id, diagnostic.Severity));
        Assert.Contains("frozen version 1 of Net.weights.txt", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal("    kernel           float32 3,2", LineAt(Assert.Single(diagnostic.AdditionalLocations), await ContractDiagnostics.Freeze(Net)));
    }

    [Fact]
    public async Task Analyze_WhenContractIsMalformed_ReportsTheFileAlone()
    {
        var contract = await ContractDiagnostics.Accept(Net);
        var diagnostic = Assert.Single(await ContractDiagnostics.Of(Net, "<<<<<<< HEAD\n" + contract));
        Assert.Equal(("GN1030", "Net.weights.txt"), (diagnostic.Id, diagnostic.Location.GetLineSpan().Path));
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        diagnostic = Assert.Single(await ContractDiagnostics.Of(Net, contract.Replace("InputLayer", "=", StringComparison.Ordinal)));
        Assert.Equal(("GN1012", DiagnosticSeverity.Warning), (diagnostic.Id, diagnostic.Severity));
    }

    [Fact]
    public async Task Analyze_WhenTheModelHasErrors_IsSilent() =>
        Assert.Empty(await ContractDiagnostics.Of(Net.Replace("[Dense(2)]", "[Dense(0)]", StringComparison.Ordinal), await ContractDiagnostics.Accept(Net)));

    private static string LineAt(Location location, string text) => text.Split('\n')[location.GetLineSpan().StartLinePosition.Line];

    private static string TextAt(Diagnostic diagnostic, string source) =>
        source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length);
}
