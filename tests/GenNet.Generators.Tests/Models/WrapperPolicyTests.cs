using GenNet.TestSupport;

namespace GenNet.Generators.Tests.Models;

/// <summary>Layers within others compute, and have their variables, in the types of their policy: bit for bit what they give outside.</summary>
public sealed class WrapperPolicyTests
{
    private const int Rows = 3;

    [Theory]
    [InlineData("BFloat16", DType.BFloat16)]
    [InlineData("MixedBFloat16", DType.Float32)]
    public void Predict_OfLayersWithinOthers_GivesTheirBits(string policy, DType variables)
    {
        using var net = Compile(policy, """
            [Bidirectional, LSTM(4)] public partial Bidirectional<LSTM> Both { get; }
            [Reshape(4, 2)] public partial Reshape Steps { get; }
            [TimeDistributed, Dense(3)] public partial TimeDistributed<Dense> Each { get; }
            [RNN, LSTMCell(5)] public partial RNN<LSTMCell> Last { get; }

            private Tensor Forward([Input(6, 2)] Tensor x) => Last.Forward(Each.Forward(Steps.Forward(Both.Forward(x))));
            """);
        using var flat = Compile(policy, """
            [LSTM(4)] public partial LSTM Forwards { get; }
            [LSTM(4, GoBackwards = true)] public partial LSTM Backwards { get; }
            [Reshape(4, 2)] public partial Reshape Steps { get; }
            [Dense(3)] public partial Dense Each { get; }
            [LSTM(5)] public partial LSTM Last { get; }

            private Tensor Forward([Input(6, 2)] Tensor x) => Last.Forward(Each.Forward(Steps.Forward(Tensor.Concatenate(Forwards.Forward(x), Backwards.Forward(x)))));
            """);
        net.WeightArena.All.CopyTo(flat.WeightArena.All);

        Assert.All(net.Layers.SelectMany(static layer => layer.Variables), variable => Assert.Equal(variables, variable.DType));
        Assert.Equal(Predict(flat), Predict(net));
    }

    private static Model Compile(string policy, string body) =>
        ModelCompiler.Compile($"using GenNet;\n[Model(DType = DTypePolicy.{policy})]\npublic partial class Net\n{{\n{body}\n}}").Create(seed: 3);

    private static float[] Predict(Model model)
    {
        var input = Enumerable.Range(0, Rows * 12).Select(static i => (i % 7 / 4f) - 0.75f).ToArray();
        var output = new float[Rows * 5];
        model.Predictor.Run<float, float>(input, output, 0);
        return output;
    }
}
