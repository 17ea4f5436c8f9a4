using GenNet.TestSupport;

namespace GenNet.Generators.Tests.Models;

/// <summary>Gradients through time under every option, against central differences, and what must not change them.</summary>
public sealed class RecurrentTrainingTests
{
    private const int Rows = 9;
    private const float Step = 1 / 128f;

    public static TheoryData<string> Options =>
    [
        "LSTM(3)",
        "LSTM(3, Dropout = 0.5)",
        "LSTM(3, RecurrentDropout = 0.5)",
        "LSTM(3, Dropout = 0.3, RecurrentDropout = 0.3, ReturnSequences = true, Seed = 4)",
        "LSTM(3, GoBackwards = true, ReturnSequences = true)",
        "LSTM(3, UseBias = false, Activation = Activation.GELU, RecurrentActivation = Activation.HardSigmoid)",
        "LSTM(3, Activation = Activation.Softmax, RecurrentActivation = Activation.Softmax)",
        "LSTM(3, RecurrentActivation = Activation.SiLU, Activation = Activation.Softsign)",
        "LSTM(17, ReturnSequences = true, Dropout = 0.2)",
        "GRU(3)",
        "GRU(3, Dropout = 0.3, RecurrentDropout = 0.3, ReturnSequences = true)",
        "GRU(3, Dropout = 0.5, GoBackwards = true, Activation = Activation.GELU, RecurrentActivation = Activation.SiLU)",
        "GRU(3, UseBias = false, RecurrentActivation = Activation.Softmax)",
        "GRU(3, ResetAfter = false)",
        "GRU(3, ResetAfter = false, Dropout = 0.3, RecurrentDropout = 0.3, ReturnSequences = true)",
        "GRU(3, ResetAfter = false, UseBias = false, Activation = Activation.Softsign, RecurrentActivation = Activation.SiLU)",
        "SimpleRNN(3)",
        "SimpleRNN(3, Dropout = 0.3, RecurrentDropout = 0.3, ReturnSequences = true)",
        "SimpleRNN(3, GoBackwards = true, UseBias = false, Activation = Activation.GELU)",
    ];

    public static TheoryData<string, string> Masked
    {
        get
        {
            string[] options =
            [
                "ReturnSequences = true", "ReturnSequences = true, ZeroOutputForMask = true", "ZeroOutputForMask = true, GoBackwards = true", "GoBackwards = true, RecurrentDropout = 0.5",
            ];
            return [.. from layer in (string[])["LSTM(3", "GRU(3", "GRU(3, ResetAfter = false", "SimpleRNN(3"] from option in options select (layer, option)];
        }
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Backward_UnderEveryOption_IsTheSlope(string layer) => CheckSlopes($"[{layer}] public partial {KindOf(layer)} A {{ get; }}", "");

    [Theory]
    [MemberData(nameof(Masked))]
    public void Backward_WithAMask_IsTheSlope(string layer, string options) =>
        CheckSlopes($"[{layer}, {options})] public partial {KindOf(layer)} A {{ get; }}", "[Masking] public partial Masking M { get; }\n");

    [Theory]
    [InlineData("RNN, LSTMCell(3), GRUCell(2, RecurrentDropout = 0.3), SimpleRNNCell(3)")]
    [InlineData("RNN(ReturnSequences = true, GoBackwards = true), GRUCell(3, ResetAfter = false), LSTMCell(2)")]
    [InlineData("RNN(ZeroOutputForMask = true, ReturnSequences = true), StackedRNNCells, SimpleRNNCell(3)")]
    public void Backward_ThroughCells_IsTheSlope(string layer)
    {
        CheckSlopes($"[{layer}] public partial RNN A {{ get; }}", "");
        CheckSlopes($"[{layer}] public partial RNN A {{ get; }}", "[Masking] public partial Masking M { get; }\n");
    }

    [Theory]
    [InlineData("ConvLSTM1D(2, 2, Dropout = 0.3, RecurrentDropout = 0.3)", "3, 4, 2")]
    [InlineData("ConvLSTM2D(2, 2, DataFormat = DataFormat.ChannelsFirst, ReturnSequences = true, Strides = 2)", "3, 2, 3, 4")]
    [InlineData("ConvLSTM2D(2, 3, 2, Padding = Padding.Same, GoBackwards = true, Activation = Activation.GELU, RecurrentActivation = Activation.Softmax, UseBias = false)", "3, 3, 4, 2")]
    [InlineData("ConvLSTM3D(2, 2, DataFormat = DataFormat.ChannelsFirst, DilationRate = 2, Dropout = 0.3, Activation = Activation.Softmax)", "2, 2, 3, 4, 3")]
    public void Backward_OfConvolutions_IsTheSlope(string layer, string input) =>
        CheckSlopes($"[{layer}] public partial {KindOf(layer)} A {{ get; }}", "", input);

    [Fact]
    public void Backward_ThroughStates_IsTheSlope() => CheckSlopes(
        """
        [LSTM(3, ReturnState = true)] public partial LSTM A { get; }
        [LSTM(3)] public partial LSTM B { get; }
        private Tensor Forward([Input(4, 2)] Tensor x) { var (_, hidden, cell) = A.ForwardWithState(x); return B.Forward(x, initialState: [hidden, cell]); }
        """,
        "");

    [Fact]
    public void Training_OnAnyNumberOfThreads_GivesTheSameBits()
    {
        var results = new[] { 1, 2, 5 }.Select(threads =>
        {
            using var model = Compile("[LSTM(5, Dropout = 0.5, RecurrentDropout = 0.5, ReturnSequences = true)] public partial LSTM A { get; }", "", threads);
            using var runner = Run(model, rows: 64);
            return (float[])[.. runner.Output(0), .. runner.WeightGradients, .. runner.InputGradient(0)];
        }).ToArray();

        Assert.Equal(results[0], results[1]);
        Assert.Equal(results[0], results[2]);
    }

    [Fact]
    public void Dropout_WhenTraining_DrawsAnewEachStepAndNothingAtInference()
    {
        using var model = Compile("[LSTM(3, Dropout = 0.5, RecurrentDropout = 0.5)] public partial LSTM A { get; }", "", 1);
        using var runner = model.Device.CreateTrainingRunner(model.Instance, new SGD());
        runner.Reserve(Rows);
        Fill(runner.Input(0).Write<float>(), 7);
        float[] At(bool training, ulong step)
        {
            runner.Forward(training, step);
            return runner.Output(0).ToArray();
        }

        Assert.Equal(At(true, 1), At(true, 1));
        Assert.NotEqual(At(true, 1), At(true, 2));
        Assert.Equal(At(false, 1), At(false, 2));
    }

    [Fact]
    public void ForgetGate_WhenTheModelIsNew_IsBiasedByOne()
    {
        using var model = Compile("[LSTM(3)] public partial LSTM A { get; }", "", 1);
        using var plain = Compile("[LSTM(3, UnitForgetBias = false)] public partial LSTM A { get; }", "", 1);

        Assert.Equal([0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0], model.Layers[0].Variables[2].Values.ToArray());
        Assert.Equal(new float[12], plain.Layers[0].Variables[2].Values.ToArray());
    }

    private static string KindOf(string layer) => layer[..layer.IndexOf('(')];

    private static void CheckSlopes(string layers, string before, string input = "4, 2")
    {
        using var model = Compile(layers, before, 1, input);
        using var runner = Run(model, Rows);
        var (weights, inputs) = (runner.WeightGradients.ToArray(), runner.InputGradient(0).ToArray());
        foreach (var variable in model.Layers.SelectMany(static l => l.Variables))
        {
            var values = model.WeightArena.Of(variable.Description);
            for (var i = 0; i < values.Length; i += 1 + (values.Length / 40))
                AssertClose(Slope(runner, ref values[i]), weights[variable.Description.Offset + i], $"{variable.Name}[{i}]");
        }
        for (var i = 0; i < inputs.Length; i++)
        {
            // What is padding has no slope: any other value would count.
            if (before.Length == 0 || runner.Input(0).Write<float>()[i] != 0)
                AssertClose(Slope(runner, ref runner.Input(0).Write<float>()[i]), inputs[i], $"input[{i}]");
        }
    }

    private static TrainingRunner Run(Model model, int rows)
    {
        var runner = model.Device.CreateTrainingRunner(model.Instance, new SGD());
        runner.Reserve(rows);
        Fill(runner.Input(0).Write<float>(), 7);
        if (model.Layers[0] is Masking)
        {
            for (var timestep = 0; timestep < rows * 4; timestep++)
            {
                if (timestep % 3 == 0)
                    runner.Input(0).Write<float>().Slice(timestep * 2, 2).Clear();
            }
        }
        runner.Forward(training: true, step: 3);
        for (var i = 0; i < runner.OutputGradient(0).Length; i++)
            runner.OutputGradient(0)[i] = FactorOf(i);
        runner.Backward(inputGradients: true);
        return runner;
    }

    private static Model Compile(string layers, string before, int threads, string input = "4, 2")
    {
        var onClass = layers.Contains("Forward", StringComparison.Ordinal) ? "" : $", Input({input})";
        var model = ModelCompiler.Compile($"using GenNet;\n[Model{onClass}]\npublic partial class Net\n{{\n{before}{layers}\n}}").Create(device: Device.Cpu(threads: threads));
        var seed = 1;
        foreach (var variable in model.Layers.SelectMany(static l => l.Variables).Where(static v => !v.Name.EndsWith("bias", StringComparison.Ordinal) || v.Values.Length > 12))
            Fill(model.WeightArena.Of(variable.Description), seed++);
        return model;
    }

    private static void Fill(Span<float> values, int seed)
    {
        var random = new Random(seed);
        foreach (ref var value in values)
            value = (float)((1.2 * random.NextDouble()) - 0.6);
    }

    private static float FactorOf(int index) => 1 - (0.25f * (index % 7));

    private static double Slope(TrainingRunner runner, ref float value)
    {
        var before = value;
        value = before + Step;
        var up = Loss(runner);
        value = before - Step;
        var down = Loss(runner);
        value = before;
        return (up - down) / (2 * (double)Step);
    }

    private static double Loss(TrainingRunner runner)
    {
        runner.Forward(training: true, step: 3);
        var sum = 0.0;
        for (var i = 0; i < runner.Output(0).Length; i++)
            sum += (double)FactorOf(i) * runner.Output(0)[i];
        return sum;
    }

    // Outputs round by 1e-7, so differences by 1e-5; the third derivative adds as much as the step squared.
    private static void AssertClose(double expected, double actual, string what) =>
        Assert.True(Math.Abs(expected - actual) <= 2e-3 * (1 + Math.Abs(expected)), $"{what}: {actual} instead of {expected}");
}
