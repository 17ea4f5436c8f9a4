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
    [InlineData("x[.., ..4]", "x[.., ..3]", "GN1001", "(x[.., ..3])", "with it output/kernel 16,3 → 12,3")]
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
