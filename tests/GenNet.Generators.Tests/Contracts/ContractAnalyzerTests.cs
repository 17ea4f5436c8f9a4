using System.Globalization;
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
    [InlineData("Activation.ReLU", "Activation.Tanh", "GN1009", "Activation = Activation.Tanh", "activation is tanh and was relu")]
    [InlineData("    [Dense(2)]", "    [Dropout(0.5)] public partial Dropout Drop { get; }\n    [Dense(2)]", "GN1011", "Net", "still fit")]
    public async Task Analyze_WhenTheModelChanges_SaysWhatAndWhere(string from, string to, string id, string at, string message)
    {
        Assert.Contains(from, Net, StringComparison.Ordinal);
        var changed = Net.Replace(from, to, StringComparison.Ordinal);
        var diagnostics = await ContractDiagnostics.Of(changed, await ContractDiagnostics.Accept(Net));
        Assert.All(diagnostics, d => Assert.Equal((id, at), (d.Id, TextAt(d, changed))));
        Assert.Contains(diagnostics, d => d.GetMessage(CultureInfo.InvariantCulture).Contains(message, StringComparison.Ordinal));
        Assert.All(diagnostics, static d => Assert.Contains("dotnet build -t:GenNetAccept", d.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        Assert.All(diagnostics, static d => Assert.NotEqual(DiagnosticSeverity.Error, d.Severity));
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
    public async Task Analyze_WhenVersionIsFrozen_IsAnErrorThatQuotesTheLine()
    {
        var diagnostics = await ContractDiagnostics.Of(Net.Replace("[Dense(2)]", "[Dense(5)]", StringComparison.Ordinal), await ContractDiagnostics.Freeze(Net));
        Assert.Equal(2, diagnostics.Count);
        Assert.All(diagnostics, static d => Assert.Equal(("GN1001", DiagnosticSeverity.Error), (d.Id, d.Severity)));
        var kernel = diagnostics[0].GetMessage(CultureInfo.InvariantCulture);
        Assert.Contains("frozen version 1", kernel, StringComparison.Ordinal);
        Assert.Contains("'kernel           float32 3,2'", kernel, StringComparison.Ordinal);
        Assert.Contains("draft version 2", kernel, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_WhenContractIsMalformed_ReportsTheFileAlone()
    {
        var contract = await ContractDiagnostics.Accept(Net);
        var diagnostic = Assert.Single(await ContractDiagnostics.Of(Net, "<<<<<<< HEAD\n" + contract));
        Assert.Equal(("GN1012", "Net.weights.txt"), (diagnostic.Id, diagnostic.Location.GetLineSpan().Path));
    }

    [Fact]
    public async Task Analyze_WhenTheModelHasErrors_IsSilent() =>
        Assert.Empty(await ContractDiagnostics.Of(Net.Replace("[Dense(2)]", "[Dense(0)]", StringComparison.Ordinal), await ContractDiagnostics.Accept(Net)));

    private static string TextAt(Diagnostic diagnostic, string source) =>
        source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length);
}
