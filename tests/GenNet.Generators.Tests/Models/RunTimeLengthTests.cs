using System.Collections.Concurrent;
using GenNet.Contracts;
using GenNet.TestSupport;

namespace GenNet.Generators.Tests.Models;

/// <summary>A class whose length each call says gives for every length what the class of that length gives, bit for bit: at inference, in training, and after a step.</summary>
public sealed class RunTimeLengthTests
{
    private const int Rows = 5;
    private const int Longest = 9;

    private static readonly ConcurrentDictionary<string, CompiledModels> s_compiled = new(StringComparer.Ordinal);

    // {0} is the first dimension of an input, {1} what else its attribute says.
    private static readonly Dictionary<string, string> s_models = new(StringComparer.Ordinal)
    {
        ["sequences"] = """
            [Model, Input({0}, 3{1})] public partial class Net
            {
                [LSTM(5, ReturnSequences = true)] public partial LSTM Encoder { get; }
                [Dropout(0.3)] public partial Dropout Drop { get; }
                [Dense(4, Activation = Activation.Softmax)] public partial Dense Head { get; }
            }
            """,
        ["text"] = """
            [Model, Input({0}, DType = DType.Int32{1})] public partial class Net
            {
                [Embedding(7, 4, MaskZero = true)] public partial Embedding Words { get; }
                [LSTM(5, Dropout = 0.4, RecurrentDropout = 0.4)] public partial LSTM Encoder { get; }
                [Dense(3)] public partial Dense Head { get; }
            }
            """,
        ["masked"] = """
            [Model, Input({0}, 3{1})] public partial class Net
            {
                [Masking] public partial Masking Mask { get; }
                [LSTM(4, ReturnSequences = true, GoBackwards = true)] public partial LSTM First { get; }
                [BatchNormalization] public partial BatchNormalization Norm { get; }
                [LSTM(3, ReturnSequences = true, ZeroOutputForMask = true)] public partial LSTM Second { get; }
            }
            """,
        ["timesteps"] = """
            [Model, Input({0}, 2, 3{1})] public partial class Net
            {
                [Dense(6, Activation = Activation.GELU)] public partial Dense First { get; }
                [LayerNormalization] public partial LayerNormalization Norm { get; }
                [RMSNormalization] public partial RMSNormalization Mean { get; }
                [BatchNormalization(Axis = 2)] public partial BatchNormalization Axis { get; }
                [ReLU(NegativeSlope = 0.1)] public partial ReLU Leaky { get; }
                [Softmax(Axis = 2)] public partial Softmax Share { get; }
                [Dropout(0.5, NoiseShape = new[] { -1, -1, 1, -1 })] public partial Dropout Drop { get; }
                [Activation(Activation.GLU)] public partial ActivationLayer Gate { get; }
            }
            """,
        ["several"] = """
            [Model] public partial class Net
            {
                [Masking] public partial Masking Mask { get; }
                [Dense(3)] public partial Dense First { get; }
                [Concatenate] public partial Concatenate Join { get; }
                [LSTM(4, ReturnSequences = true, ReturnState = true)] public partial LSTM Encoder { get; }
                [LSTM(4, ReturnSequences = true)] public partial LSTM Decoder { get; }
                [Dense(2)] public partial Dense Head { get; }

                private (Tensor Values, Tensor Joined, Tensor Last, Tensor Score, Tensor Same) Forward([Input({0}, 3{1})] Tensor values, [Input(2)] Tensor speaker, [Input({0}, 3{1})] Tensor others)
                {
                    var sum = (First.Forward(Mask.Forward(values)) + Mask.Forward(others)) * others - values;
                    var joined = Join.Forward(sum, others);
                    var (all, hidden, cell) = Encoder.ForwardWithState(joined);
                    var decoded = Decoder.Forward(all, initialState: [hidden, cell]) + all;
                    return (values, joined, hidden, Head.Forward(decoded), joined);
                }
            }
            """,
        ["wrappers"] = """
            [Model, Input({0}, 3{1})] public partial class Net
            {
                [Masking] public partial Masking Mask { get; }
                [Bidirectional, GRU(4, ReturnSequences = true)] public partial Bidirectional Both { get; }
                [TimeDistributed, Dense(5)] public partial TimeDistributed Each { get; }
                [RNN(GoBackwards = true, ReturnSequences = true), LSTMCell(4), GRUCell(3, ResetAfter = false)] public partial RNN Cells { get; }
                [Bidirectional(MergeMode = MergeMode.Sum), SimpleRNN(3)] public partial Bidirectional Last { get; }
            }
            """,
        ["images"] = """
            [Model, Input({0}, 5, 4, 2{1})] public partial class Net
            {
                [ConvLSTM2D(2, 3, ReturnSequences = true, Dropout = 0.3)] public partial ConvLSTM2D Memory { get; }
                [TimeDistributed, Flatten] public partial TimeDistributed Flat { get; }
                [GRU(3)] public partial GRU Last { get; }
            }
            """,
        ["variables"] = """
            [Model] public partial class Net
            {
                [Variable(3)] public partial Variable Offset { get; }
                [LSTM(4)] public partial LSTM Last { get; }

                private Tensor Forward([Input({0}, 3{1})] Tensor x) => Last.Forward(x * Offset + Offset);
            }
            """,
        ["nested"] = """
            [Model, Input({0}, 4{1})] public partial class Block
            {
                [Dense(4)] public partial Dense Inner { get; }
                [LSTM(4, ReturnSequences = true)] public partial LSTM Memory { get; }
            }

            [Model, Input({0}, 4{1})] public partial class Net
            {
                [Dense(4)] public partial Dense First { get; }
                public partial Block Block { get; }
                [Dense(2)] public partial Dense Head { get; }
            }
            """,
    };

    public static TheoryData<string, int> Cases()
    {
        var cases = new TheoryData<string, int>();
        foreach (var model in s_models.Keys)
        {
            foreach (var length in new[] { 1, 4, Longest })
                cases.Add(model, length);
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Predict_OfAnyLength_GivesTheBitsOfTheClassOfThatLength(string name, int length)
    {
        using var any = Create(name, null);
        using var one = Create(name, length);

        var (expected, actual) = (Infer(one, length, 0), Infer(any, length, length));

        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i]);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Training_OfAnyLength_GivesTheBitsOfTheClassOfThatLength(string name, int length)
    {
        using var any = Create(name, null);
        using var one = Create(name, length);

        var (expected, actual) = (Train(one, length, 0), Train(any, length, length));

        Assert.Equal(expected.Count, actual.Count);
        foreach (var (what, values) in expected)
            Assert.True(IsSame(name, values, actual[what]), $"{what}: {string.Join(" ", values.Take(8))} and {string.Join(" ", actual[what].Take(8))}");
    }

    // The gradient of a model's own weight sums over the timesteps in another order than in a class of fixed length.
    private static bool IsSame(string name, float[] expected, float[] actual) => name == "variables"
        ? expected.Length == actual.Length && expected.Zip(actual).All(static pair => Math.Abs(pair.First - pair.Second) <= 1e-5f * (1 + Math.Abs(pair.First)))
        : expected.AsSpan().SequenceEqual(actual);

    [Fact]
    public void Training_WhenLengthsChange_ForgetsTheOtherLengths()
    {
        using var any = Create("sequences", null);
        using var runner = any.Device.CreateTrainingRunner(any.Instance, new SGD());
        float[] At(int length)
        {
            var result = Run(any, runner, length, length);
            return [.. result["output 0"], .. result["gradients"]];
        }

        var (short1, long1) = (At(2), At(8));

        Assert.Equal(short1, At(2));
        Assert.Equal(long1, At(8));
    }

    [Fact]
    public void Prediction_KnowsRowsAndLength()
    {
        var source = Source("sequences", null) + """

            public static class Use
            {
                public static (int, int, int) Run(Net net)
                {
                    var prediction = net.Predict(new float[2 * 7 * 3], length: 7);
                    net.Predict(new float[2 * 7 * 3], 7, new float[2 * 7 * 4]);
                    return (prediction.Rows, prediction.Length, prediction.Head.Length);
                }
            }
            """;
        var compiled = ModelCompiler.Compile(source);
        using var net = compiled.Create();

        var run = compiled.Assembly.GetType("Use")!.GetMethod("Run")!;

        Assert.Equal((2, 7, 2 * 7 * 4), run.Invoke(null, [net]));
    }

    [Fact]
    public void Layer_WhenRunAlone_TakesTheLengthOfItsInput()
    {
        using var any = Create("sequences", null);
        using var one = Create("sequences", 4);
        var input = new Tensor(Specs.TensorShape.Of(2, 4, 3), Values(24, 1));

        Assert.Equal(one.Layers[0].Forward(input).Values.ToArray(), any.Layers[0].Forward(input).Values.ToArray());
        Assert.Equal(Specs.TensorShape.Of(2, 4, 4), any.Layers[2].Forward(any.Layers[0].Forward(input)).Shape);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(Longest + 1)]
    [InlineData(int.MaxValue)]
    public void Predict_OfALengthThatIsNone_SaysWhichThereAre(int length)
    {
        using var any = Create("sequences", null);

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => any.Predictor.Run<float, float>(new float[30], new float[40], length));

        Assert.Contains($"Net takes sequences of 1 to {Longest} timesteps, and the length is {length}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_WhenValuesAreNoSuchSequences_SaysTheShape()
    {
        using var any = Create("sequences", null);

        var error = Assert.Throws<ArgumentException>(() => any.Predictor.Run<float, float>(new float[20], new float[40], 5));

        Assert.Contains("'input' has 15 values a row, shape (5, 3), and 20 values are no whole number of rows", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_TakesTheLengthOfTheDatasetsSamples()
    {
        using var any = Create("sequences", null);
        using var one = Create("sequences", 4);
        var (data, validation) = (Data(12, 4), Data(6, 7));

        var expected = Fit(one, data, null);
        var actual = Fit(any, data, validation);

        Assert.Equal(expected["loss"], actual["loss"]);
        Assert.Equal(one.WeightArena.All.ToArray(), any.WeightArena.All.ToArray());
        Assert.Equal(any.Evaluate(validation, Loss.MeanSquaredError)["loss"], actual["val_loss"][^1], 1e-6);
    }

    [Fact]
    public void Fit_WhenSamplesHaveNoSuchLength_SaysWhichThereAre()
    {
        using var any = Create("sequences", null);
        using var trainer = new Trainer(any, new SGD(), Loss.MeanSquaredError);

        var error = Assert.Throws<ArgumentException>(() => trainer.Fit(Data(4, Longest + 1), verbose: false, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("input 'input' takes sequences of 1 to 9 timesteps of 3 values, and the dataset has 30 values a sample", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Step_SaysTheLength()
    {
        using var any = Create("sequences", null);
        using var one = Create("sequences", 4);
        using var ofAny = new Trainer(any, new SGD(), Loss.MeanSquaredError);
        using var ofOne = new Trainer(one, new SGD(), Loss.MeanSquaredError);
        var (input, targets) = (Values(2 * 4 * 3, 1), Values(2 * 4 * 4, 2));

        Assert.Equal(ofOne.Step(input, targets), ofAny.Step(input, targets, length: 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => ofAny.Step(input, targets));
    }

    [Fact]
    public void Summary_ShowsTheLengthAsKeras()
    {
        using var any = Create("sequences", null);
        using var text = new StringWriter();

        any.Summary(text);

        Assert.Contains("(None, None, 5)", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Contract_SaysTheBoundAndThatItIsALength()
    {
        using var any = Create("sequences", null);

        Assert.Contains("  (input)            InputLayer dtype=float32 shape=9,3 variable_length=true\n", any.Description.Contract, StringComparison.Ordinal);
        Assert.Equal(any.Description.Contract, WeightContract.Parse(any.Description.Contract).Contract!.ToString());
    }

    [Theory]
    [InlineData(", VariableLength = true", "9", "12", "input 'input' is float32 up to 12,3 and was float32 up to 9,3")]
    [InlineData(", VariableLength = true", "9", "9", null)]
    [InlineData("", "9", "9", "input 'input' is float32 up to 9,3 and was float32 9,3")]
    public void Contract_WhenTheBoundChanges_IsCompatible(string before, string oldBound, string newBound, string? expected)
    {
        ContractVersion Of(string bound, string options)
        {
            using var model = ModelCompiler.Compile("using GenNet;\n" + s_models["sequences"].Replace("{0}", bound, StringComparison.Ordinal).Replace("{1}", options, StringComparison.Ordinal)).Create("Net");
            return WeightContract.Parse(model.Description.Contract).Contract!.Current;
        }

        var changes = ContractDiff.Compare(Of(oldBound, before), Of(newBound, ", VariableLength = true"));

        Assert.All(changes, static change => Assert.Equal(ChangeSeverity.Compatible, change.Severity));
        Assert.Equal(expected, changes.SingleOrDefault()?.Description);
    }

    [Fact]
    public void KerasArchive_WhoseLengthIsOpen_IsComparedAndLoads()
    {
        var compiled = ModelCompiler.Compile("""
            using GenNet;
            [Model, Input(9, 3, VariableLength = true)] public partial class Net
            {
                [Dense(4, Activation = Activation.Tanh)] public partial Dense First { get; }
                [Dense(2)] public partial Dense Head { get; }
            }
            """);
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            using var saved = compiled.Create(seed: 1);
            using var loaded = compiled.Create(seed: 2);
            var (weights, archive) = (Path.Combine(folder.FullName, "net.weights.h5"), Path.Combine(folder.FullName, "net.keras"));
            saved.SaveWeights(weights);
            KerasArchiveOf.Write(saved, archive, weights);

            var report = loaded.LoadWeights(archive);

            Assert.Equal(4, report.Loaded.Count);
            Assert.Null(report.BehaviourUnchecked);
            Assert.Empty(report.BehaviourChanges);
            Assert.Equal(saved.WeightArena.All.ToArray(), loaded.WeightArena.All.ToArray());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static History Fit(Model model, Dataset data, Dataset? validation)
    {
        using var trainer = new Trainer(model, new Adam(0.01f), Loss.MeanSquaredError);
        return trainer.Fit(data, epochs: 2, batchSize: 5, validation: validation, verbose: false, seed: 3, cancellationToken: TestContext.Current.CancellationToken);
    }

    private static Dataset Data(int count, int length) => Dataset.From(count, Values(count * length * 3, 5), Values(count * length * 4, 6));

    private static string Source(string name, int? length) => "using GenNet;\n" + s_models[name]
        .Replace("{0}", $"{length ?? Longest}", StringComparison.Ordinal).Replace("{1}", length is null ? ", VariableLength = true" : "", StringComparison.Ordinal);

    private static Model Create(string name, int? length) =>
        s_compiled.GetOrAdd(Source(name, length), static source => ModelCompiler.Compile(source)).Create("Net", seed: 11, Device.Cpu(3));

    private static float[][] Infer(Model model, int length, int said)
    {
        Array[] inputs = [.. model.Description.Inputs.Select((input, i) => Given(input, length, i))];
        float[][] outputs = [.. model.Description.Outputs.Select((_, i) => new float[Rows * model.Instance.OutputSizes.Of(i, length)])];
        var call = new Call(inputs, outputs);
        model.Predictor.Run(ref call, said);
        return outputs;
    }

    private static Dictionary<string, float[]> Train(Model model, int length, int said)
    {
        using var runner = model.Device.CreateTrainingRunner(model.Instance, new Adam(0.01f));
        var result = Run(model, runner, length, said);
        runner.Update();
        result["weights"] = model.WeightArena.All.ToArray();
        return result;
    }

    private static Dictionary<string, float[]> Run(Model model, TrainingRunner runner, int length, int said)
    {
        runner.Reserve(Rows, said);
        var (inputs, outputs) = (model.Description.Inputs, model.Description.Outputs);
        for (var i = 0; i < inputs.Count; i++)
        {
            if (Given(inputs[i], length, i) is int[] ids)
                ids.CopyTo(runner.Input(i).Write<int>());
            else
                ((float[])Given(inputs[i], length, i)).CopyTo(runner.Input(i).Write<float>());
        }
        runner.Forward(training: true, step: 3);
        var result = new Dictionary<string, float[]>(StringComparer.Ordinal);
        for (var i = 0; i < outputs.Count; i++)
        {
            result[$"output {i}"] = runner.Output(i).ToArray();
            Values(runner.OutputGradient(i).Length, 20 + i).CopyTo(runner.OutputGradient(i));
        }
        runner.Backward(inputGradients: true);
        result["gradients"] = runner.WeightGradients.ToArray();
        for (var i = 0; i < inputs.Count; i++)
            result[$"input gradient {i}"] = runner.InputGradient(i).ToArray();
        return result;
    }

    // Every third timestep is padding.
    private static Array Given(TensorDescription input, int length, int seed)
    {
        var count = (int)input.Shape.ElementCount;
        if (input.HasRunTimeLength)
            count = count / input.Shape[0] * length;
        if (input.DType == DType.Int32)
            return Enumerable.Range(0, Rows * count).Select(static timestep => timestep % 3 == 1 ? 0 : timestep % 7).ToArray();
        var values = Values(Rows * count, seed);
        var features = input.Shape[-1];
        for (var timestep = 1; timestep < values.Length / features; timestep += 3)
            values.AsSpan(timestep * features, features).Clear();
        return values;
    }

    private static float[] Values(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble()) - 1))];
    }

    private readonly struct Call(Array[] inputs, float[][] outputs) : IInferenceCall
    {
        public HostTensor Input(int index) => inputs[index] is int[] ids ? HostTensor.Of<int>(ids.AsSpan()) : HostTensor.Of<float>(((float[])inputs[index]).AsSpan());

        public HostTensor Output(int index) => HostTensor.Of(outputs[index].AsSpan());
    }
}
