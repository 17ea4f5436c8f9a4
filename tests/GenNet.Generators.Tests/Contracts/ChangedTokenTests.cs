using System.Globalization;
using GenNet.TestSupport;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Tests.Contracts;

/// <summary>A change stands at the token that made it, also where that is in a model among the layers, a loop or a name; what follows from it is told with it.</summary>
public sealed class ChangedTokenTests
{
    private const string Net = """
        using GenNet;
        [Model, Input(6, 4)] public partial class Block { [Dense(4, Activation = Activation.ReLU)] public partial Dense Up { get; } [LayerNormalization] public partial LayerNormalization Norm { get; } [Dropout(0.1)] public partial Dropout Drop { get; } }
        [Model]
        public partial class Net
        {
            [Variable(4)] public partial Variable Scale { get; }
            [Variable(4)] public partial Variable Offset { get; }
            public partial Block First { get; }
            public partial Block Second { get; }
            [Repeat(3)] public partial Layers<Block> Blocks { get; }
            [Repeat(2), Dense(4)] public partial Layers<Dense> Heads { get; }
            [LayerNormalization] public partial LayerNormalization Norm { get; }
            [MultiHeadAttention(2, 4)] public partial MultiHeadAttention Attend { get; }
            [Flatten] public partial Flatten Flat { get; }
            [Dense(3)] public partial Dense Output { get; }
            private Tensor Forward([Input(6, 4)] Tensor x)
            {
                x = Second.Forward(First.Forward(x * Scale + Offset));
                foreach (var block in Blocks) x = x + block.Forward(x);
                x = Heads[1].Forward(Heads[0].Forward(x));
                x = x + Attend.Forward(Norm.Forward(x), Norm.Forward(x));
                return Output.Forward(Flat.Forward(x[.., ..4]));
            }
        }
        """;

    [Theory]
    [InlineData("[Dense(3)] public partial Dense Output", "[Dense(3, Name = \"o\")] public partial Dense Output", "GN1007", "Name = \"o\"", "'output' is gone and 'o' is new")]
    [InlineData("[Variable(4)] public partial Variable Scale", "[Variable(4, Name = \"s\")] public partial Variable Scale", "GN1007", "Name = \"s\"", "'scale' is gone and 's' is new")]
    [InlineData("public partial Block First", "[Submodel(Name = \"f\")] public partial Block First", "GN1007", "Name = \"f\"", "'first/up' is gone and 'f/up' is new")]
    [InlineData("Activation.ReLU", "Activation.Tanh", "GN1009", "Activation = Activation.Tanh", "and alike second/up, blocks_0/up, blocks_1/up, blocks_2/up")]
    [InlineData("[Dense(4, Act", "[Dense(4, Name = \"u\", Act", "GN1007", "Name = \"u\"", "'first/up' is gone and 'first/u' is new")]
    [InlineData("Second.Forward(First.Forward(x * Scale + Offset))", "First.Forward(Second.Forward(x * Scale + Offset))", "GN1020", "Second.Forward(x * Scale + Offset)", "takes second/drop and took Add(")]
    [InlineData("Heads[1].Forward(Heads[0].Forward(x))", "Heads[0].Forward(Heads[1].Forward(x))", "GN1020", "Heads[1].Forward(x)", "takes heads_1 and took")]
    [InlineData("x * Scale + Offset", "x * Offset + Scale", "GN1020", "(x * Offset + Scale)", "takes Add(Multiply(…), scale)")]
    [InlineData("Norm.Forward(x), Norm.Forward(x)", "Norm.Forward(x), x", "GN1020", "x", "Net.Attend (MultiHeadAttention)")]
    [InlineData("x[.., ..4]", "x[.., ..3]", "GN1001", "[.., ..3]", "with it output/kernel 16,3 → 12,3")]
    public async Task Analyze_WhenATokenChanges_StandsThereOnce(string from, string to, string id, string at, string message)
    {
        var edited = Net.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(Net, edited);
        var found = (await ContractDiagnostics.Of(edited, await ContractDiagnostics.AcceptAll(Net))).Where(static d => d.Severity >= DiagnosticSeverity.Warning && d.GetMessage(CultureInfo.InvariantCulture).StartsWith("Net.", StringComparison.Ordinal)).ToArray();
        var diagnostic = Assert.Single(found);
        Assert.Equal((id, at), (diagnostic.Id, edited.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)));
        Assert.Contains(message, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A.Forward(x) * 2", "A.Forward(x) * 3", "GN1020", "3", "takes a * 3 and took a * 2")]
    [InlineData("A.Forward(x) * 2", "3 / A.Forward(x)", "GN1020", "/", "takes 3 / a and took a * 2")]
    [InlineData("A.Forward(x) * 2", "A.Forward(x) + 2", "GN1020", "+", "takes a + 2 and took a * 2")]
    [InlineData("A.Forward(x) * 2", "A.Forward(x)", "GN1020", "y", "takes a and took a * 2")]
    [InlineData("Tensor.Softmax(w)", "Tensor.Sigmoid(w)", "GN1020", "Sigmoid", "took Softmax(")]
    [InlineData("Tensor.Clip(v, -1, 1)", "Tensor.Clip(v, -1, 2)", "GN1020", "2", "takes Clip(")]
    [InlineData("C.Forward(z) - 1", "C.Forward(z) - 2", "GN1021", "2", "returns c - 2 and returned c - 1")]
    [InlineData("R.Forward(w)", "w", "GN1022", "u", "ReLU is gone")]
    [InlineData("[Dense(4)] public partial Dense D", "[Dense(5), Reinitialized] public partial Dense D", "GN1001", "(z)", "kernel is float32 5,3 and was float32 4,3, because 'd' is 5 wide now")]
    public async Task Analyze_OfWhatForwardWrites_StandsAtItsToken(string from, string to, string id, string at, string message)
    {
        const string Before = """
            using GenNet;
            [Model]
            public partial class Net
            {
                [Dense(4)] public partial Dense A { get; }
                [Dense(4)] public partial Dense B { get; }
                [ReLU] public partial ReLU R { get; }
                [Dense(4)] public partial Dense E { get; }
                [Dense(4)] public partial Dense D { get; }
                [Dense(3)] public partial Dense C { get; }
                private Tensor Forward([Input(4)] Tensor x)
                {
                    var y = A.Forward(x) * 2;
                    var w = B.Forward(y);
                    var u = R.Forward(w);
                    var v = E.Forward(u);
                    v = Tensor.Softmax(w) + v;
                    var z = D.Forward(Tensor.Clip(v, -1, 1));
                    return C.Forward(z) - 1;
                }
            }
            """;
        var edited = Before.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(Before, edited);
        if (to == "w")
            edited = edited.Replace("    [ReLU] public partial ReLU R { get; }\n", "", StringComparison.Ordinal);
        var found = (await ContractDiagnostics.Of(edited, await ContractDiagnostics.Accept(Before))).Where(static d => d.Severity >= DiagnosticSeverity.Warning).ToArray();
        Assert.True(found.Any(d => d.Id == id && TextAt(d) == at && d.GetMessage(CultureInfo.InvariantCulture).Contains(message, StringComparison.Ordinal)),
            string.Join("\n", found.Select(d => $"{d.Id} at {TextAt(d)}: {d.GetMessage(CultureInfo.InvariantCulture)}")));

        string TextAt(Diagnostic diagnostic) => edited.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length);
    }

    [Fact]
    public async Task Analyze_OfOutputsInAnotherOrder_SaysWhichIsTheFirst()
    {
        const string Before = "using GenNet; [Model] public partial class Net { [Dense(3)] public partial Dense P { get; } [Dense(3)] public partial Dense Q { get; } (Tensor P, Tensor Q) Forward([Input(4)] Tensor x) => (P.Forward(x), Q.Forward(x)); }";
        var after = Before.Replace("(Tensor P, Tensor Q)", "(Tensor Q, Tensor P)", StringComparison.Ordinal).Replace("(P.Forward(x), Q.Forward(x))", "(Q.Forward(x), P.Forward(x))", StringComparison.Ordinal);
        var diagnostic = Assert.Single(await ContractDiagnostics.Of(after, await ContractDiagnostics.Accept(Before)));
        Assert.Equal("GN1021", diagnostic.Id);
        Assert.Contains("the same in another order, so that the first output of a prediction is q now", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Model, Input(4)]", "[Model(Form = KerasForm.Subclassed), Input(4)]", "the class is a subclassed model in Keras and was a Sequential or Functional model, and Keras 3 would not load this: 'a' lies at 'a' of a .weights.h5 and lay at 'layers/dense'")]
    [InlineData("[Model(Form = KerasForm.Subclassed), Input(4)]", "[Model, Input(4)]", "'a' lies at 'layers/dense' of a .weights.h5 and lay at 'a'")]
    public async Task Analyze_OfAnotherForm_SaysWhatKerasDoes(string from, string to, string message)
    {
        const string Net = "using GenNet; {0} public partial class Net {{ [Dense(3)] public partial Dense A {{ get; }} [Dense(3)] public partial Dense B {{ get; }} }}";
        var (before, after) = (string.Format(CultureInfo.InvariantCulture, Net, from), string.Format(CultureInfo.InvariantCulture, Net, to));
        var contract = await ContractDiagnostics.Freeze(before);
        Assert.Empty(await ContractDiagnostics.Of(before, contract));
        var diagnostic = Assert.Single(await ContractDiagnostics.Of(after, contract));
        Assert.Equal(("GN1024", DiagnosticSeverity.Info), (diagnostic.Id, diagnostic.Severity));
        Assert.Contains(message, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(await ContractDiagnostics.Of(after, diagnostic.Properties[GenNet.Generators.Analyzers.Contracts.ContractFix.Text]!));
    }

    [Theory]
    [InlineData("[Variable(4)] public partial Variable Scale", "[Variable(4, Trainable = false)] public partial Variable Scale", "scale: is not trained any more", "stands where")]
    [InlineData("[Dense(3)]", "[Dense(4), Reinitialized]", "files saved before load, output/kernel, output/bias start fresh with their initial values", "still fit")]
    public async Task Analyze_OfWhatBreaksNothing_SaysWhatItDoes(string from, string to, string message, string not)
    {
        var contracts = await ContractDiagnostics.AcceptAll(Net);
        var diagnostic = Assert.Single(await ContractDiagnostics.Of(Net.Replace(from, to, StringComparison.Ordinal), contracts), static d => d.Id == "GN1011");
        Assert.Contains(message, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.DoesNotContain(not, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("epsilon=0.001", "epsilom=0.001", "epsilom", "LayerNormalization has no argument 'epsilom'; it has 'epsilon'")]
    [InlineData("activation=linear", "activation=lineer", "lineer", "takes no activation=lineer")]
    [InlineData("axis=-1", "axis=-1 use_bias=maybe", "use_bias", "has no argument 'use_bias'")]
    [InlineData("float32 24,3", "floaty32 24,3", "floaty32", "there is no element type 'floaty32'")]
    [InlineData("  flat  ", "  flat  ", null, null)]
    public async Task Analyze_OfAContractThatSaysWhatNoLayerHas_IsAnErrorInItsLine(string from, string to, string? at, string? message)
    {
        const string Plain = "using GenNet; [Model, Input(6, 4)] public partial class Net { [LayerNormalization] public partial LayerNormalization Norm { get; } [Flatten] public partial Flatten Flat { get; } [Dense(3)] public partial Dense Output { get; } }";
        var contract = await ContractDiagnostics.Accept(Plain);
        Assert.Contains(from, contract, StringComparison.Ordinal);
        var edited = contract.Replace(from, to, StringComparison.Ordinal);
        var errors = (await ContractDiagnostics.Of(Plain, edited)).Where(static d => d.Id == "GN1046").ToArray();
        if (at is null)
        {
            Assert.Empty(errors);
            return;
        }
        var error = Assert.Single(errors);
        Assert.Equal((DiagnosticSeverity.Error, at), (error.Severity, edited.Substring(error.Location.SourceSpan.Start, error.Location.SourceSpan.Length)));
        Assert.Contains(message!, error.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
