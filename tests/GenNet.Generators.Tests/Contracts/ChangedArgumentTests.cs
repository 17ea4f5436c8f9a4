using System.Globalization;
using GenNet.Generators.Analyzers.Contracts;
using GenNet.TestSupport;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Tests.Contracts;

/// <summary>A change stands at the argument that made it, of a layer that another one holds too, and what that was is offered.</summary>
public sealed class ChangedArgumentTests
{
    private const string Tagger = """
        using GenNet;
        [Model, Input(20, 8)]
        public partial class Net
        {
            [Bidirectional, LSTM(16, ReturnSequences = true)] public partial Bidirectional Encoder { get; }
            [TimeDistributed, Dense(12, Activation = Activation.ReLU)] public partial TimeDistributed Project { get; }
            [RNN(ReturnSequences = true), LSTMCell(6), GRUCell(4)] public partial RNN Deep { get; }
            [Conv1D(4, 3)] public partial Conv1D Window { get; }
            [MaxPooling1D(2)] public partial MaxPooling1D Pool { get; }
        }
        """;

    [Theory]
    [InlineData("LSTM(16", "LSTM(24", "24", "Restore Units = 16")]
    [InlineData("LSTM(16, ReturnSequences = true", "LSTM(16, ReturnSequences = true, UseBias = false", "UseBias = false", "Restore UseBias = true")]
    [InlineData("LSTM(16, ReturnSequences = true", "LSTM(16, ReturnSequences = true, Activation = Activation.ReLU", "Activation = Activation.ReLU", "Restore Activation = Activation.Tanh")]
    [InlineData("Dense(12,", "Dense(9,", "9", "Restore Units = 12")]
    [InlineData("Activation = Activation.ReLU", "Activation = Activation.GELU", "Activation = Activation.GELU", "Restore Activation = Activation.ReLU")]
    [InlineData("LSTMCell(6)", "LSTMCell(5)", "5", "Restore Units = 6")]
    [InlineData("GRUCell(4)", "GRUCell(7)", "7", "Restore Units = 4")]
    [InlineData("Conv1D(4, 3)", "Conv1D(4, 5)", "5", "Restore KernelSize = 3")]
    public async Task Analyze_WhenAnArgumentChanged_StandsThereAndOffersWhatItWas(string before, string after, string token, string title)
    {
        var contract = await ContractDiagnostics.Accept(Tagger);
        var edited = Tagger.Replace(before, after, StringComparison.Ordinal);

        var diagnostic = Assert.Single(await ContractDiagnostics.Of(edited, contract), static d => d.Severity >= DiagnosticSeverity.Warning);

        Assert.Equal(token, edited.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        var fix = SourceEdit.Read(diagnostic.Properties[ChangeFixes.Prefix + "Restore"]!);
        Assert.Equal(title, fix.Title);
        var edit = Assert.Single(fix.Edits);
        Assert.Empty(await ContractDiagnostics.Of(edited[..edit.Start] + edit.Text + edited[(edit.Start + edit.Length)..], contract));
    }

    // What a call says is false where it is left out, in contracts too.
    [Theory]
    [InlineData("Attend.Forward(x, x)", "Attend.Forward(x, x, useCausalMask: true)", "useCausalMask: true", "use_causal_mask is true and was false")]
    [InlineData("Attend.Forward(x, x)", "Attend.Forward(x, x, useCausalMask: false)", null, null)]
    public async Task Analyze_WhenACallSaysOtherwise_IsAnotherFunction(string before, string after, string? token, string? message)
    {
        const string Net = "using GenNet; [Model] public partial class Net { [MultiHeadAttention(2, 4)] public partial MultiHeadAttention Attend { get; } private Tensor Forward([Input(6, 8)] Tensor x) => Attend.Forward(x, x); }";
        var (plain, edited) = (Net, Net.Replace(before, after, StringComparison.Ordinal));

        var there = await ContractDiagnostics.Of(edited, await ContractDiagnostics.Accept(plain));
        var back = await ContractDiagnostics.Of(plain, await ContractDiagnostics.Accept(edited));

        if (token is null)
        {
            Assert.Empty(there.Concat(back));
            return;
        }
        Assert.Equal(("GN1009", DiagnosticSeverity.Warning), (Assert.Single(there).Id, there[0].Severity));
        Assert.Equal(token, edited.Substring(there[0].Location.SourceSpan.Start, there[0].Location.SourceSpan.Length));
        Assert.Contains(message!, there[0].GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal("GN1009", Assert.Single(back).Id);
    }

    [Fact]
    public async Task Analyze_WhenALayerTakesSomethingOfAnotherSize_SaysWhatAndStandsThere()
    {
        const string Net = "using GenNet; [Model] public partial class Net { [Dense(3)] public partial Dense A { get; } [Dense(2)] public partial Dense B { get; } private Tensor Forward([Input(5)] Tensor x) { var y = A.Forward(x); return B.Forward(y) + B2.Forward(y); } [Dense(2)] public partial Dense B2 { get; } }";
        var edited = Net.Replace("B.Forward(y)", "B.Forward(x)", StringComparison.Ordinal);

        var diagnostic = Assert.Single(await ContractDiagnostics.Of(edited, await ContractDiagnostics.Accept(Net)));

        Assert.Equal("x", edited.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.Contains("kernel is float32 5,2 and was float32 3,2, since it takes (x) and took a", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Layers<Block> Blocks", "Layers<Block> Stages", "[FormerName(\"blocks\")]", "Declare the former name 'blocks'", 1)]
    [InlineData("Dense Up ", "Dense Wide ", "[FormerName(\"up\")]", "Declare the former name 'up'", 1)]
    [InlineData("Variable Offset", "Variable Shift", "Name = \"offset\" in its [Variable]", "Keep the name 'offset' in files", 0)]
    public async Task Fix_OfARenamedListOrWeight_WritesWhatTheMessageSays(string before, string after, string message, string title, int left)
    {
        const string Net = """
            using GenNet;
            [Model] public partial class Block { [Dense(4)] public partial Dense Up { get; } private Tensor Forward([Input(4)] Tensor x) => Up.Forward(x); }
            [Model] public partial class Net
            {
                [Variable(4)] public partial Variable Offset { get; }
                [Repeat(3)] public partial Layers<Block> Blocks { get; }
                private Tensor Forward([Input(4)] Tensor x) { x = x + Offset; foreach (var block in Blocks) x = block.Forward(x); return x; }
            }
            """;
        var contracts = await ContractDiagnostics.AcceptAll(Net);
        var (was, isNow) = (before.Split(' ')[1], after.Split(' ')[1]);
        var edited = Net.Replace(before, after, StringComparison.Ordinal).Replace($"in {was}", $"in {isNow}", StringComparison.Ordinal).Replace($"+ {was}", $"+ {isNow}", StringComparison.Ordinal).Replace($"{was}.Forward", $"{isNow}.Forward", StringComparison.Ordinal);

        var diagnostic = (await ContractDiagnostics.Of(edited, contracts)).Single(d => d.Id == "GN1007" && d.GetMessage(CultureInfo.InvariantCulture).StartsWith("Net.", StringComparison.Ordinal));

        Assert.Contains(message, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var fix = diagnostic.Properties.Where(static p => p.Key.StartsWith(ChangeFixes.Prefix, StringComparison.Ordinal)).Select(static p => SourceEdit.Read(p.Value!)).Single(fix => fix.Title == title);
        var edit = Assert.Single(fix.Edits);
        var fixedSource = edited[..edit.Start] + edit.Text + edited[(edit.Start + edit.Length)..];
        var then = await ContractDiagnostics.Of(fixedSource, contracts);
        Assert.DoesNotContain(then, static d => d.Severity >= DiagnosticSeverity.Warning);
        Assert.True(then.Count >= left);
    }
}
