using GenNet.Specs;
using GenNet.TestSupport;

namespace GenNet.Generators.Tests.Models;

/// <summary>Calls with several results, first states and masks: what the class says as it stands is what its compiled form computes.</summary>
public sealed class SeveralOutputsTests
{
    private const string Encoder = "[LSTM(3, ReturnSequences = true, ReturnState = true)] public partial LSTM Encoder { get; }\n[LSTM(3)] public partial LSTM Decoder { get; }\n";

    [Theory]
    [InlineData("{ var (sequence, hidden, cell) = Encoder.ForwardWithState(x); return Decoder.Forward(sequence, initialState: [hidden, cell]); }")]
    [InlineData("{ var (_, hidden, cell) = Encoder.ForwardWithState(x); return Decoder.Forward(x, [cell, hidden]); }")]
    [InlineData("{ Tensor sequence; (sequence, _, Tensor cell) = Encoder.ForwardWithState(x); return Decoder.Forward(initialState: [cell, cell], input: sequence); }")]
    [InlineData("{ var (a, b) = (Encoder.Forward(x), x); var (sequence, hidden, _) = Encoder.ForwardWithState(b); return Decoder.Forward(a + sequence, initialState: [hidden, hidden]); }")]
    [InlineData("{ var (sequence, hidden, cell) = (Encoder.ForwardWithState(x)); (hidden, cell) = (cell, hidden); return Decoder.Forward(sequence, initialState: [hidden, cell]); }")]
    public void Forward_WithStates_EqualsPredict(string body)
    {
        dynamic net = Compile(Encoder, "[Input(4, 3)] Tensor x", body);
        var input = Random(5, 4, 3);

        Tensor eager = net.Eager(input);

        Assert.Equal(eager.Values, (float[])net.Compiled(input));
    }

    [Fact]
    public void Forward_WhenItReturnsACall_HasAnOutputForEachResult()
    {
        dynamic net = ModelCompiler.Compile(
            """
            using GenNet;
            [Model]
            public partial class Net
            {
                [LSTM(3, ReturnState = true)] public partial LSTM Encoder { get; }
                private (Tensor Output, Tensor Hidden, Tensor Cell) Forward([Input(4, 2)] Tensor x) => Encoder.ForwardWithState(x);
                public Tensor[] Eager(Tensor x) { var (a, b, c) = Forward(x); return [a, b, c]; }
                public float[][] Compiled(Tensor x) { var p = Predict(x.Values); return [p.Output.ToArray(), p.Hidden.ToArray(), p.Cell.ToArray()]; }
            }
            """).Create(seed: 3);
        var input = Random(2, 4, 2);

        Tensor[] eager = net.Eager(input);

        Assert.Equal(eager.Select(static t => t.Values), (float[][])net.Compiled(input));
        Assert.Equal(eager[0].Values, eager[1].Values);
    }

    [Theory]
    [InlineData("Last.Forward(Words.Forward(x))")]
    [InlineData("Last.Forward(Inner.Forward(Words.Forward(x)) + Words.Forward(x))")]
    [InlineData("Last.Forward(Words.Forward(x) + Tags.Forward(y))")]
    [InlineData("Last.Forward(Tensor.Concatenate(Words.Forward(x), Tags.Forward(y), axis: 1))")]
    [InlineData("Last.Forward(Tensor.Concatenate(Words.Forward(x), Inner.Forward(Plain.Forward(y)), axis: 1))")]
    [InlineData("Last.Forward(Tensor.Concatenate(Words.Forward(x), Tags.Forward(y)))")]
    [InlineData("Last.Forward(Tensor.Concatenate(Words.Forward(x), Plain.Forward(y)))")]
    [InlineData("Last.Forward(Words.Forward(x) + Plain.Forward(y))")]
    [InlineData("Last.Forward(Sequence.Forward(Tensor.Concatenate(Words.Forward(x), Tags.Forward(y) + Words.Forward(y), axis: 1)))")]
    public void Forward_WhenMasksFlow_EqualsPredict(string expression)
    {
        var layers = new Dictionary<string, string>
        {
            ["Words"] = "[Embedding(5, 3, MaskZero = true)] public partial Embedding Words { get; }",
            ["Tags"] = "[Embedding(5, 3, MaskZero = true)] public partial Embedding Tags { get; }",
            ["Plain"] = "[Embedding(5, 3)] public partial Embedding Plain { get; }",
            ["Inner"] = "[Dense(3)] public partial Dense Inner { get; }",
            ["Sequence"] = "[LSTM(2, ReturnSequences = true)] public partial LSTM Sequence { get; }",
            ["Last"] = "[LSTM(2)] public partial LSTM Last { get; }",
        };
        var used = layers.Where(layer => expression.Contains(layer.Key + ".", StringComparison.Ordinal)).Select(static layer => layer.Value);
        var inputs = expression.Contains('y', StringComparison.Ordinal) ? "[Input(4)] Tensor x, [Input(4)] Tensor y" : "[Input(4)] Tensor x";
        dynamic net = Compile(string.Join('\n', used), inputs, $"=> {expression};");
        var (x, y) = (Ids(1, 2, 0, 0, 0, 3, 0, 1, 0, 0, 0, 0), Ids(0, 4, 0, 0, 1, 0, 0, 2, 3, 3, 3, 0));

        Tensor eager = inputs.Contains("Tensor y", StringComparison.Ordinal) ? net.Eager(x, y) : net.Eager(x);
        float[] compiled = inputs.Contains("Tensor y", StringComparison.Ordinal) ? net.Compiled(x, y) : net.Compiled(x);

        Assert.Equal(eager.Values, compiled);
    }

    [Fact]
    public void Mask_WhereAllOfASumHaveTheSame_NeedsNoOperation()
    {
        var models = ModelCompiler.Compile(Source("[Embedding(5, 3, MaskZero = true)] public partial Embedding Words { get; }\n[Dense(3)] public partial Dense Inner { get; }\n[LSTM(2)] public partial LSTM Last { get; }", "[Input(4)] Tensor x", "{ var words = Words.Forward(x); return Last.Forward(words + Inner.Forward(words)); }"));

        Assert.DoesNotContain("LogicalOr", models.GeneratedFiles["Net.Plan.g.cs"], StringComparison.Ordinal);
        Assert.Contains("mask: wordsOutputMask", models.GeneratedFiles["Net.Plan.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void Mask_WhenPaddingFollows_GivesWhatTheShortSequenceGives()
    {
        dynamic net = Compile("[Embedding(5, 3, MaskZero = true)] public partial Embedding Words { get; }\n[LSTM(2)] public partial LSTM Last { get; }", "[Input(4)] Tensor x", "=> Last.Forward(Words.Forward(x));");

        float[] padded = net.Compiled(Ids(1, 2, 0, 0, 0, 0, 1, 2, 0, 1, 0, 2));

        Assert.Equal(padded[..2], padded[2..4]);
        Assert.Equal(padded[..2], padded[4..6]);
    }

    private static Model Compile(string layers, string inputs, string body) => ModelCompiler.Compile(Source(layers, inputs, body)).Create(seed: 3);

    private static string Source(string layers, string inputs, string body)
    {
        var names = inputs.Contains("Tensor y", StringComparison.Ordinal) ? (string[])["x", "y"] : ["x"];
        var last = layers.Contains("Decoder", StringComparison.Ordinal) ? "Decoder" : "Last";
        return $$"""
            using GenNet;
            [Model]
            public partial class Net
            {
                {{layers}}
                private Tensor Forward({{inputs}}) {{body}}
                public Tensor Eager({{string.Join(", ", names.Select(static n => "Tensor " + n))}}) => Forward({{string.Join(", ", names)}});
                public float[] Compiled({{string.Join(", ", names.Select(static n => "Tensor " + n))}}) => Predict({{string.Join(", ", names.Select(static n => n + ".Values"))}}).{{last}}.ToArray();
            }
            """;
    }

    private static Tensor Ids(params float[] ids) => new(TensorShape.Of(ids.Length / 4, 4), ids);

    private static Tensor Random(params int[] shape)
    {
        var random = new Random(5);
        var tensor = new Tensor(TensorShape.Of(shape), new float[shape.Aggregate(1, static (n, d) => n * d)]);
        for (var i = 0; i < tensor.Values.Length; i++)
            tensor.Values[i] = (random.NextSingle() * 2) - 1;
        return tensor;
    }
}
