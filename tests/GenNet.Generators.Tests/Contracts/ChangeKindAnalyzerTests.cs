using System.Globalization;
using GenNet.TestSupport;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Tests.Contracts;

/// <summary>Changes of the graph, of inputs and of layers without weights have rules of their own, at the token that changed; what computes the same is no change.</summary>
public sealed class ChangeKindAnalyzerTests
{
    private const string Twins = """
        using GenNet;

        [Model]
        public partial class Twins
        {
            [Dense(4)] public partial Dense Left { get; }
            [Dense(4)] public partial Dense Right { get; }
            [Subtract] public partial Subtract Difference { get; }
            [Add] public partial Add Sum { get; }
            [ReLU] public partial ReLU Rectified { get; }
            [Dense(2)] public partial Dense Output { get; }

            private (Tensor Answer, Tensor Both) Forward([Input(3)] Tensor a, [Input(3)] Tensor b)
            {
                var left = Left.Forward(a);
                var right = Right.Forward(b);
                var difference = Rectified.Forward(Difference.Forward(left, right));
                return (Output.Forward(difference), Sum.Forward(left, right));
            }
        }
        """;

    [Theory]
    [InlineData("Difference.Forward(left, right)", "Difference.Forward(right, left)", "GN1020", "(right, left)", "takes right, left and took left, right", "'right/kernel' would receive 'left/kernel'")]
    [InlineData("Left.Forward(a)", "Left.Forward(b)", "GN1020", "b", "takes (b) and took (a)", null)]
    [InlineData("return (Output.Forward(difference), Sum.Forward(left, right))", "return (Sum.Forward(left, right), Output.Forward(difference))", "GN1021", "(Sum.Forward(left, right), Output.Forward(difference))", "the model returns sum, output and returned output, sum", null)]
    [InlineData("[ReLU] public partial ReLU Rectified", "[Softmax] public partial Softmax Rectified", "GN1022", "Softmax", "is a Softmax and was a ReLU", "no format of Keras or TensorFlow notices")]
    [InlineData("Rectified.Forward(Difference.Forward(left, right))", "Difference.Forward(left, Rectified.Forward(right))", "GN1020", "Rectified.Forward(right)", "takes left, rectified and took left, right", null)]
    [InlineData("[Input(3)] Tensor b", "[Input(3)] Tensor c", "GN1023", "c", "input 'c' was called 'b'", null)]
    [InlineData("Sum.Forward(left, right)", "Sum.Forward(right, left)", null, null, null, null)]
    [InlineData("[Dense(2)] public partial Dense Output", "[Dense(2, Activation = Activation.Linear)] public partial Dense Output", null, null, null, null)]
    public async Task Analyze_WhenTheGraphChanges_SaysWhatAndWhere(string from, string to, string? id, string? at, string? message, string? formats)
    {
        Assert.Contains(from, Twins, StringComparison.Ordinal);
        var changed = Twins.Replace(from, to, StringComparison.Ordinal);
        if (to.Contains("Tensor c", StringComparison.Ordinal))
            changed = changed.Replace("Forward(b)", "Forward(c)", StringComparison.Ordinal);
        var diagnostics = await ContractDiagnostics.Of(changed, await ContractDiagnostics.Accept(Twins), "Twins.weights.txt");
        if (id is null)
        {
            Assert.DoesNotContain(diagnostics, static d => d.Severity >= DiagnosticSeverity.Warning);
            return;
        }
        var diagnostic = diagnostics.First(d => d.Id == id);
        Assert.Equal(at, changed.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        var text = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        Assert.Contains(message!, text, StringComparison.Ordinal);
        Assert.Contains(formats ?? "", text, StringComparison.Ordinal);
        Assert.Empty(await ContractDiagnostics.Of(changed, await ContractDiagnostics.Accept(changed), "Twins.weights.txt"));
    }

    [Fact]
    public async Task Analyze_WhenInputsAreExchanged_SaysWhichInputIsTaken()
    {
        var changed = Twins.Replace("[Input(3)] Tensor a, [Input(3)] Tensor b", "[Input(3)] Tensor b, [Input(3)] Tensor a", StringComparison.Ordinal);
        var diagnostics = await ContractDiagnostics.Of(changed, await ContractDiagnostics.Accept(Twins), "Twins.weights.txt");
        Assert.Contains(diagnostics, static d => d.GetMessage(CultureInfo.InvariantCulture).Contains("takes (a), input 2 of 2 and took (a), input 1 of 2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Output.Forward(a - b)", "Tensor a, [Input(3)] Tensor b", "Tensor b, [Input(3)] Tensor a", "takes Subtract((a), input 2 of 2, (b), input 1 of 2) and took Subtract((a), input 1 of 2, (b), input 2 of 2)")]
    [InlineData("Output.Forward(Tensor.Split(a + b, 3)[0])", "[0]", "[2]", "takes Add(…)[:, 2:3] and took Add(…)[:, :1]")]
    public async Task Analyze_WhenWhatIsTakenReadsTheSame_SaysWhatItStandsFor(string forward, string from, string to, string message)
    {
        var before = $$"""
            using GenNet;

            [Model]
            public partial class Taken
            {
                [Dense(2)] public partial Dense Output { get; }

                private Tensor Forward([Input(3)] Tensor a, [Input(3)] Tensor b) => {{forward}};
            }
            """;
        var diagnostics = await ContractDiagnostics.Of(before.Replace(from, to, StringComparison.Ordinal), await ContractDiagnostics.Accept(before), "Taken.weights.txt");
        Assert.Contains(message, Assert.Single(diagnostics, static d => d.Id == "GN1020").GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_WhenTheLastWeightOfTheModelsOwnIsGone_SaysSo()
    {
        const string Before = """
            using GenNet;

            [Model]
            public partial class Shifted
            {
                [Variable(5)] public partial Variable Offset { get; }
                [Dense(2)] public partial Dense Head { get; }

                private Tensor Forward([Input(5)] Tensor x) => Head.Forward(x - Offset);
            }
            """;
        var changed = Before.Replace("    [Variable(5)] public partial Variable Offset { get; }\n", "", StringComparison.Ordinal).Replace("x - Offset", "x", StringComparison.Ordinal);
        var diagnostics = await ContractDiagnostics.Of(changed, await ContractDiagnostics.Accept(Before), "Shifted.weights.txt");
        Assert.Contains("offset", Assert.Single(diagnostics, static d => d.Id == "GN1005").GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.DoesNotContain(diagnostics, static d => d.Id == "AD0001");
    }

    [Fact]
    public async Task Analyze_WhenALayerDeclaresTheNameOfOneThatIsThere_SaysSoOfBoth()
    {
        const string Before = """
            using GenNet;

            [Model, Input(4)]
            public partial class Claims
            {
                [Dense(4)] public partial Dense First { get; }
                [Dense(4)] public partial Dense Second { get; }
            }
            """;
        var changed = Before.Replace("[Dense(4)] public partial Dense First", "[Dense(4), FormerName(\"second\")] public partial Dense Third", StringComparison.Ordinal);
        var diagnostics = await ContractDiagnostics.Of(changed, await ContractDiagnostics.Accept(Before), "Claims.weights.txt");
        var message = Assert.Single(diagnostics, static d => d.Id == "GN1007").GetMessage(CultureInfo.InvariantCulture);
        Assert.Contains("since 'third' declares with [FormerName] to be what 'second' was", message, StringComparison.Ordinal);
        Assert.DoesNotContain("'second/kernel' would receive 'second/kernel'.", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_WhenOnlyKerasCountsLayersOtherwise_NamesTheFormatsThatWouldMistakeThem()
    {
        var before = Twins.Replace("[Subtract] public partial Subtract", "[Add] public partial Add", StringComparison.Ordinal).Replace(", Sum.Forward(left, right))", ", difference)", StringComparison.Ordinal)
            .Replace("    [Add] public partial Add Sum { get; }\n", "", StringComparison.Ordinal);
        var changed = before.Replace("Difference.Forward(left, right)", "Difference.Forward(right, left)", StringComparison.Ordinal);
        var diagnostics = await ContractDiagnostics.Of(changed, await ContractDiagnostics.Accept(before), "Twins.weights.txt");
        var hazard = Assert.Single(diagnostics, static d => d.Id == "GN1024");
        Assert.Equal(DiagnosticSeverity.Info, hazard.Severity);
        Assert.Contains(
            "Keras 3, legacy HDF5 and TensorFlow checkpoints would load this silently wrong: 'right/kernel' would receive 'left/kernel'", hazard.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(await ContractDiagnostics.Of(changed, await ContractDiagnostics.Accept(changed), "Twins.weights.txt"));
    }

    private const string Lists = """
        using GenNet;

        [Model(DType = DTypePolicy.Float32), Input(8, 8, 3)]
        public partial class Lists
        {
            [BatchNormalization] public partial BatchNormalization Norm { get; }
            [MaxPooling2D(2)] public partial MaxPooling2D Pool { get; }
            [Flatten] public partial Flatten Flat { get; }
            [Repeat(3), Dense(16)] public partial Layers<Dense> Blocks { get; }
            [Dense(4)] public partial Dense Output { get; }
        }
        """;

    [Theory]
    [InlineData("Dense(16)", "Dense(20)", "GN1001", "20", "and alike blocks_1, blocks_2")]
    [InlineData("Repeat(3)", "Repeat(2)", "GN1005", "2", "Dense is gone")]
    [InlineData("Repeat(3)", "Repeat(4)", "GN1006", "4", "Dense is new")]
    [InlineData("MaxPooling2D(2)", "MaxPooling2D(3)", "GN1001", "3", "strides is 3,3 and was 2,2")]
    [InlineData("DTypePolicy.Float32", "DTypePolicy.MixedFloat16", "GN1009", "DType = DTypePolicy.MixedFloat16", "and alike")]
    [InlineData("[BatchNormalization]", "[BatchNormalization(Axis = 3)]", null, "", "")]
    [InlineData("    [Repeat(3)", "    [Reshape(48)] public partial Reshape Again { get; }\n    [Repeat(3)", null, "", "")]
    public async Task Analyze_WhenOneTokenChangesSeveralLayers_IsReportedOnceAtIt(string from, string to, string? id, string at, string message)
    {
        var changed = Lists.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(Lists, changed);
        var diagnostics = (await ContractDiagnostics.Of(changed, await ContractDiagnostics.Accept(Lists), "Lists.weights.txt")).Where(static d => d.Severity >= DiagnosticSeverity.Warning);
        if (id is null)
        {
            Assert.Empty(diagnostics);
            return;
        }
        var diagnostic = Assert.Single(diagnostics);
        Assert.Equal((id, at), (diagnostic.Id, changed.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)));
        Assert.Contains(message, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
