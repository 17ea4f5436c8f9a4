using GenNet.TestSupport;

namespace GenNet.Generators.Tests.Models;

/// <summary>Layers with Stateful go on, call after call and step after step, where the one before has ended.</summary>
public sealed class StatefulTests
{
    // More rows than a tile of inference has, and no multiple of it.
    private const int Rows = 150;
    private const int Features = 3;

    private const string Half = """
        using GenNet;
        [Model, Input(4, 3)] public partial class Net
        {
            [LSTM(5, Stateful = true, ReturnSequences = true)] public partial LSTM First { get; }
            [LSTM(4, Stateful = true)] public partial LSTM Second { get; }
            [Dense(2)] public partial Dense Head { get; }
        }
        """;

    private static readonly Lazy<CompiledModels> s_half = new(static () => ModelCompiler.Compile(Half));
    private static readonly Lazy<CompiledModels> s_whole = new(static () => ModelCompiler.Compile(Half.Replace("Input(4, 3)", "Input(8, 3)", StringComparison.Ordinal).Replace("Stateful = true, ", "", StringComparison.Ordinal).Replace(", Stateful = true", "", StringComparison.Ordinal)));

    private static readonly Lazy<CompiledModels> s_open = new(static () => ModelCompiler.Compile("""
        using GenNet;
        [Model] public partial class Net
        {
            [LSTM(5, ReturnSequences = true, ReturnState = true)] public partial LSTM First { get; }
            [LSTM(4, ReturnState = true)] public partial LSTM Second { get; }
            [Dense(2)] public partial Dense Head { get; }

            private (Tensor Y, Tensor H1, Tensor C1, Tensor H2, Tensor C2) Forward(
                [Input(4, 3)] Tensor x, [Input(5)] Tensor h1, [Input(5)] Tensor c1, [Input(4)] Tensor h2, [Input(4)] Tensor c2)
            {
                var (sequence, hidden1, cell1) = First.ForwardWithState(x, initialState: [h1, c1]);
                var (last, hidden2, cell2) = Second.ForwardWithState(sequence, initialState: [h2, c2]);
                return (Head.Forward(last), hidden1, cell1, hidden2, cell2);
            }
        }
        """));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Predict_OfASequenceInTwoCalls_GivesTheBitsOfOneCall(int threads)
    {
        using var half = Create(s_half, threads);
        using var whole = Create(s_whole, threads);
        var input = Values(Rows * 8 * Features, 1);

        Predict(half, Part(input, 0));
        var actual = Predict(half, Part(input, 1));

        Assert.Equal(Predict(whole, input), actual);
    }

    [Theory]
    [InlineData("GRU(5, Stateful = true)", "GRU")]
    [InlineData("GRU(5, Stateful = true, ResetAfter = false)", "GRU")]
    [InlineData("SimpleRNN(5, Stateful = true)", "SimpleRNN")]
    [InlineData("RNN(Stateful = true), GRUCell(4)", "RNN")]
    [InlineData("RNN(Stateful = true), LSTMCell(4), GRUCell(3), SimpleRNNCell(5)", "RNN")]
    public void EveryRecurrentLayer_GoesOn(string layer, string type)
    {
        string Source(int length) => $"using GenNet; [Model, Input({length}, 3)] public partial class Net {{ [{layer}] public partial {type} Only {{ get; }} }}";
        using var half = ModelCompiler.Compile(Source(4)).Create(seed: 3);
        using var whole = ModelCompiler.Compile(Source(8)).Create(seed: 3);
        var input = Values(Rows * 8 * Features, 1);
        var size = whole.Description.Outputs[0].Shape[0];

        Predict(half, Part(input, 0), size);

        Assert.Equal(Predict(whole, input, size), Predict(half, Part(input, 1), size));
    }

    [Fact]
    public void Bidirectional_OfStatefulLayers_GoesOnInBothDirections()
    {
        const string Both = "using GenNet; [Model, Input(4, 3)] public partial class Net { [Bidirectional, GRU(5, Stateful = true)] public partial Bidirectional<GRU> Only { get; } }";
        const string Open = """
            using GenNet;
            [Model] public partial class Net
            {
                [Bidirectional, GRU(5, ReturnState = true)] public partial Bidirectional<GRU> Only { get; }
                private (Tensor Y, Tensor Forwards, Tensor Backwards) Forward([Input(4, 3)] Tensor x, [Input(5)] Tensor f, [Input(5)] Tensor b)
                {
                    var (y, forwards, backwards) = Only.ForwardWithState(x, initialState: [f, b]);
                    return (y, forwards, backwards);
                }
            }
            """;
        using var net = ModelCompiler.Compile(Both).Create(seed: 3);
        using var open = ModelCompiler.Compile(Open).Create(seed: 3);
        var input = Values(Rows * 4 * Features, 1);
        float[][] outputs = [new float[Rows * 10], new float[Rows * 5], new float[Rows * 5]];
        for (var call = 0; call < 3; call++)
        {
            var run = new Call([input, .. outputs.Skip(1).Select(static states => states.ToArray())], outputs);
            open.Predictor.Run(ref run, 0);

            Assert.Equal(outputs[0], Predict(net, input, 10));
        }
    }

    [Fact]
    public void ResetStates_OfTheModel_BeginsAnewWithAnyNumberOfRows()
    {
        using var net = Create(s_half);
        var input = Part(Values(Rows * 8 * Features, 1), 0);
        var first = Predict(net, input);
        var second = Predict(net, input);

        net.ResetStates();

        Assert.NotEqual(first, second);
        Assert.Equal(first, Predict(net, input));
        net.ResetStates();
        Assert.Equal(first[..(7 * 2)], Predict(net, input[..(7 * 4 * Features)]));
    }

    [Fact]
    public void ResetStates_OfALayer_LeavesTheOthers()
    {
        using var net = Create(s_half);
        var input = Part(Values(Rows * 8 * Features, 1), 0);
        Predict(net, input);

        ((LSTM)net.Layers[0]).ResetStates();

        var states = net.Instance.CarriedStates!;
        Assert.True(states.Values(net.Layers[0].Description.CarriedStates[1]).ToArray().All(static value => value == 0));
        Assert.True(states.Values(net.Layers[1].Description.CarriedStates[0]).ToArray().All(static value => value != 0));
        Assert.Equal(Rows, states.Rows);
    }

    [Fact]
    public void Predict_OfAnotherNumberOfRows_SaysWhatToDoAndChangesNothing()
    {
        using var net = Create(s_half);
        using var other = Create(s_half);
        var input = Part(Values(Rows * 8 * Features, 1), 0);
        Predict(net, input);
        Predict(other, input);

        var error = Assert.Throws<InvalidOperationException>(() => Predict(net, input[..(4 * Features)]));

        Assert.Contains($"hold the states of the {Rows} rows of the calls before, and this one has 1: give as many rows, or call ResetStates()", error.Message, StringComparison.Ordinal);
        Assert.Equal(Predict(other, input), Predict(net, input));
    }

    [Fact]
    public void Predict_WhileAnotherCallRuns_IsRefused()
    {
        using var net = Create(s_half);
        var input = Values(Rows * 4 * Features, 1);
        InvalidOperationException error;
        using (net.Instance.CarriedStates!.Begin(Rows))
            error = Assert.Throws<InvalidOperationException>(() => Predict(net, input));

        Assert.Contains("two calls were made at the same time: make one after the other", error.Message, StringComparison.Ordinal);
        Predict(net, input);
    }

    [Fact]
    public void Predict_ThatFails_LeavesTheStates()
    {
        using var net = ModelCompiler.Compile("""
            using GenNet;
            [Model, Input(2, DType = DType.Int32)] public partial class Net
            {
                [Embedding(5, 3)] public partial Embedding Words { get; }
                [LSTM(4, Stateful = true)] public partial LSTM A { get; }
            }
            """).Create(seed: 3);
        var right = Enumerable.Repeat(1, Rows * 2).ToArray();
        int[] wrong = [.. right[1..], 9];
        float[] Run(int[] ids)
        {
            var output = new float[Rows * 4];
            net.Predictor.Run<int, float>(ids, output, 0);
            return output;
        }

        Run(right);
        var states = net.Instance.CarriedStates!.Values(net.Layers[1].Description.CarriedStates[0]).ToArray();
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(wrong));

        Assert.Equal(states, net.Instance.CarriedStates!.Values(net.Layers[1].Description.CarriedStates[0]).ToArray());
    }

    [Fact]
    public void Layer_CalledTwice_GoesOnWithinACall()
    {
        using var net = ModelCompiler.Compile("""
            using GenNet;
            [Model] public partial class Net
            {
                [LSTM(4, Stateful = true, ReturnState = true)] public partial LSTM A { get; }
                private (Tensor First, Tensor Second, Tensor Hidden) Forward([Input(4, 3)] Tensor x, [Input(4, 3)] Tensor y)
                {
                    var first = A.Forward(x);
                    var (second, hidden, _) = A.ForwardWithState(y);
                    return (first, second, hidden);
                }
            }
            """).Create(seed: 3);
        using var one = ModelCompiler.Compile("using GenNet; [Model, Input(4, 3)] public partial class Net { [LSTM(4, Stateful = true)] public partial LSTM A { get; } }").Create(seed: 3);
        var input = Values(2 * Rows * 4 * Features, 1);
        var (x, y) = (input[..(Rows * 4 * Features)], input[(Rows * 4 * Features)..]);

        for (var call = 0; call < 2; call++)
        {
            float[][] outputs = [new float[Rows * 4], new float[Rows * 4], new float[Rows * 4]];
            var run = new Call([x, y], outputs);
            net.Predictor.Run(ref run, 0);

            Assert.Equal(Predict(one, x, 4), outputs[0]);
            Assert.Equal(Predict(one, y, 4), outputs[1]);
            Assert.Equal(outputs[1], outputs[2]);
        }
    }

    [Fact]
    public void Training_StepAfterStep_IsThatFromTheStatesOfTheStepBefore()
    {
        using var net = Create(s_half);
        using var open = Create(s_open);
        using var ofNet = net.Device.CreateTrainingRunner(net.Instance, new SGD(0.1f));
        using var ofOpen = open.Device.CreateTrainingRunner(open.Instance, new SGD(0.1f));
        float[][] states = [new float[Rows * 5], new float[Rows * 5], new float[Rows * 4], new float[Rows * 4]];
        for (var step = 0; step < 3; step++)
        {
            var input = Values(Rows * 4 * Features, step);
            Step(ofNet, [input], (ulong)step);
            Step(ofOpen, [input, .. states], (ulong)step);

            Assert.Equal(ofOpen.Output(0).ToArray(), ofNet.Output(0).ToArray());
            Assert.Equal(ofOpen.WeightGradients.ToArray(), ofNet.WeightGradients.ToArray());
            for (var i = 0; i < states.Length; i++)
                states[i] = ofOpen.Output(i + 1).ToArray();
        }
        Assert.Equal(open.WeightArena.All.ToArray(), net.WeightArena.All.ToArray());
    }

    [Fact]
    public void Training_WithoutUpdate_LeavesTheStates()
    {
        using var net = Create(s_half);
        using var runner = net.Device.CreateTrainingRunner(net.Instance, new SGD());
        runner.Reserve(Rows);
        Values(Rows * 4 * Features, 1).CopyTo(runner.Input(0).Write<float>());
        runner.Forward(training: true, 0);
        var first = runner.Output(0).ToArray();

        runner.Forward(training: true, 0);

        Assert.Equal(first, runner.Output(0).ToArray());
    }

    [Fact]
    public void Fit_WhenTheLastBatchIsSmaller_IsRefusedBeforeTheFirstStep()
    {
        using var net = Create(s_half);
        using var trainer = new Trainer(net, new SGD(), Loss.MeanSquaredError);

        var error = Assert.Throws<ArgumentException>(() => trainer.Fit(Data(20), batchSize: 8, verbose: false, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("20 samples are no whole number of batches of 8: take 16 of them, by Take, or another batch size", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, trainer.Iterations);
    }

    [Fact]
    public void FitAndEvaluate_GoOnFromBatchToBatch()
    {
        using var net = Create(s_half);
        using var trainer = new Trainer(net, new SGD(), Loss.MeanSquaredError);

        var history = trainer.Fit(Data(16), batchSize: 8, validation: Data(8), shuffle: false, verbose: false, cancellationToken: TestContext.Current.CancellationToken);
        var first = net.Evaluate(Data(8), Loss.MeanSquaredError)["loss"];
        var second = net.Evaluate(Data(8), Loss.MeanSquaredError)["loss"];

        Assert.Equal(8, net.Instance.CarriedStates!.Rows);
        Assert.NotEqual(first, second);
        Assert.NotEqual(history["val_loss"][0], first);
        Assert.Throws<InvalidOperationException>(() => trainer.Fit(Data(12), batchSize: 4, verbose: false, cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void States_AreNoWeights()
    {
        using var net = Create(s_half);
        using var other = Create(s_half);
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.weights.h5");
        var input = Values(Rows * 4 * Features, 1);
        var first = Predict(net, input);
        try
        {
            net.SaveWeights(path);
            other.LoadWeights(path);
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Equal(3, net.Layers[0].Variables.Count);
        Assert.Equal(first, Predict(other, input));
        Assert.Contains("stateful=true", net.Description.Contract, StringComparison.Ordinal);
    }

    [Fact]
    public void States_WhenTheModelMoves_GoAlong()
    {
        using var net = Create(s_half);
        using var other = Create(s_half);
        var input = Values(Rows * 4 * Features, 1);
        Assert.Equal(Predict(net, input), Predict(other, input));

        net.To(Device.Cpu(2));

        Assert.Equal(Predict(other, input), Predict(net, input));
    }

    [Fact]
    public void Layer_WhenRunAlone_BeginsWithZeroAndCarriesNothing()
    {
        using var net = Create(s_half);
        using var whole = Create(s_whole);
        var input = new Tensor(Specs.TensorShape.Of(2, 4, 3), Values(24, 1));

        var first = net.Layers[0].Forward(input).Values.ToArray();

        Assert.Equal(first, net.Layers[0].Forward(input).Values.ToArray());
        Assert.Equal(0, net.Instance.CarriedStates!.Rows);
    }

    private static void Step(TrainingRunner runner, float[][] inputs, ulong step)
    {
        runner.Reserve(Rows);
        for (var i = 0; i < inputs.Length; i++)
            inputs[i].CopyTo(runner.Input(i).Write<float>());
        runner.Forward(training: true, step);
        Values(Rows * 2, 40).CopyTo(runner.OutputGradient(0));
        for (var i = 1; i < inputs.Length; i++)
            runner.OutputGradient(i).Clear();
        runner.Backward();
        runner.Update();
    }

    private static Dataset Data(int count) => Dataset.From(count, Values(count * 4 * Features, 5), Values(count * 2, 6));

    private static Model Create(Lazy<CompiledModels> models, int threads = 2) => models.Value.Create("Net", seed: 3, Device.Cpu(threads));

    private static float[] Part(float[] input, int half) =>
        [.. Enumerable.Range(0, Rows).SelectMany(row => input.AsSpan(((row * 2) + half) * 4 * Features, 4 * Features).ToArray())];

    private static float[] Predict(Model model, float[] input, int width = 2)
    {
        var output = new float[input.Length / (int)model.Description.Inputs[0].Shape.ElementCount * width];
        model.Predictor.Run<float, float>(input, output, 0);
        return output;
    }

    private static float[] Values(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble()) - 1))];
    }

    private readonly struct Call(float[][] inputs, float[][] outputs) : IInferenceCall
    {
        public HostTensor Input(int index) => HostTensor.Of<float>(inputs[index].AsSpan());

        public HostTensor Output(int index) => HostTensor.Of(outputs[index].AsSpan());
    }
}
