using GenNet.TestSupport;
using static GenNet.Generators.Tests.Models.ModelsInCode;

namespace GenNet.Generators.Tests.Models;

/// <summary>A layer that holds two: the same numbers as if both stood in the class, and one layer to everything else.</summary>
public sealed class BidirectionalTests
{
    private const string Source =
        """
        using GenNet;
        namespace Zoo;

        [Model, Input(4, 3)]
        public partial class Net
        {
            [Masking(MaskValue = 0.5)] public partial Masking Mask { get; }
            [Bidirectional, LSTM(3)] public partial Bidirectional<LSTM> Encoder { get; }
            [Dense(2)] public partial Dense Head { get; }
        }

        [Model]
        public partial class Flat
        {
            [Masking(MaskValue = 0.5)] public partial Masking Mask { get; }
            [LSTM(3, ZeroOutputForMask = false)] public partial LSTM Forwards { get; }
            [LSTM(3, GoBackwards = true)] public partial LSTM Backwards { get; }
            [Dense(2)] public partial Dense Head { get; }

            private Tensor Forward([Input(4, 3)] Tensor x)
            {
                var masked = Mask.Forward(x);
                return Head.Forward(Tensor.Concatenate(Forwards.Forward(masked), Backwards.Forward(masked)));
            }
        }

        [Model]
        public partial class Translator
        {
            [Bidirectional(MergeMode = MergeMode.None), LSTM(3, ReturnSequences = true, ReturnState = true), LSTM(2, Activation = Activation.ReLU, GoBackwards = true, ReturnSequences = true, ReturnState = true, Name = "other")]
            public partial Bidirectional Encoder { get; }
            [Bidirectional(MergeMode = MergeMode.Sum), LSTM(3, ReturnSequences = true)] public partial Bidirectional Decoder { get; }

            private (Tensor Decoded, Tensor Backwards, Tensor State) Forward([Input(4, 3)] Tensor x)
            {
                var (sequence, backwards, hidden, cell, _, state) = Encoder.ForwardBothWithState(x);
                return (Decoder.Forward(sequence, initialState: [hidden, cell, hidden, hidden]), backwards, state);
            }

            public float[] Eager(float[] x)
            {
                var (a, b, c) = Forward(new Tensor(GenNet.Specs.TensorShape.Of(x.Length / 12, 4, 3), x));
                return [.. a.Values, .. b.Values, .. c.Values];
            }

            public float[] Compiled(float[] x)
            {
                var p = Predict(x);
                return [.. p.Decoded, .. p.Backwards, .. p.State];
            }
        }

        public static class Use
        {
            public static float[] Predict(Model model, float[] x) => model switch
            {
                Net net => net.Predict(x).Head.ToArray(),
                Flat flat => flat.Predict(x).Head.ToArray(),
                _ => throw new ArgumentException(model.ToString()),
            };

            public static float[][] Kernels(Model model)
            {
                var net = (Net)model;
                var weights = net.GetWeights();
                return [weights.Encoder.ForwardLayer.Kernel.Values, net.Encoder.ForwardLayer.Kernel.Values.ToArray(), weights.Encoder.BackwardLayer.RecurrentKernel.Values, net.Encoder.BackwardLayer.RecurrentKernel.Values.ToArray()];
            }

            public static float[] Bias(Model model)
            {
                var net = (Net)model;
                var weights = net.GetWeights();
                var bias = new Tensor(weights.Encoder.BackwardLayer.Bias.Shape, [.. Enumerable.Range(0, 12).Select(static i => (float)i)]);
                net.SetWeights(weights with { Encoder = weights.Encoder with { BackwardLayer = weights.Encoder.BackwardLayer with { Bias = bias } } });
                return net.Encoder.BackwardLayer.Bias!.Values.ToArray();
            }

            public static Tensor RunAlone(Model model, float[] x) => ((Net)model).Encoder.Forward(new Tensor(GenNet.Specs.TensorShape.Of(x.Length / 12, 4, 3), x));

            public static void RunContent(Model model) => ((Net)model).Encoder.ForwardLayer.Forward(new Tensor(GenNet.Specs.TensorShape.Of(1, 4, 3), new float[12]));
        }
        """;

    private static readonly CompiledModels s_models = ModelCompiler.Compile(Source);

    // The second row has masked timesteps at its end, the third all of them.
    private static readonly float[] s_input = [.. Enumerable.Range(0, 36).Select(static i => i is >= 18 and < 24 or >= 24 ? 0.5f : MathF.Sin(i))];

    [Fact]
    public void Predict_IsThatOfItsTwoLayers()
    {
        using var net = s_models.Create("Zoo.Net", seed: 7);
        using var flat = s_models.Create("Zoo.Flat", seed: 8);
        Copy(net, flat);

        Assert.Equal(Call<float[]>("Predict", flat, s_input), Call<float[]>("Predict", net, s_input));
    }

    [Fact]
    public void Train_IsToTrainItsTwoLayers()
    {
        using var net = s_models.Create("Zoo.Net", seed: 7);
        using var flat = s_models.Create("Zoo.Flat", seed: 7);
        Copy(net, flat);
        foreach (var model in (Model[])[net, flat])
        {
            using var trainer = new Trainer(model, new Adam(0.01), Loss.MeanSquaredError);
            for (var step = 0; step < 3; step++)
                trainer.Step(s_input, [1f, 0, 0, 1, 1, 1]);
        }

        Assert.Equal(Values(flat), Values(net));
    }

    [Fact]
    public void Train_WhenItIsFrozen_ChangesNeitherLayer()
    {
        using var net = s_models.Create("Zoo.Net", seed: 7);
        net.Layers[1].Trainable = false;
        var before = net.Layers[1].Variables.SelectMany(static v => v.Values.ToArray()).ToArray();

        using (var trainer = new Trainer(net, new Adam(0.01), Loss.MeanSquaredError))
            trainer.Step(s_input, [1f, 0, 0, 1, 1, 1]);

        Assert.Equal(before, net.Layers[1].Variables.SelectMany(static v => v.Values.ToArray()));
    }

    [Fact]
    public void Forward_WithStatesOfBothDirections_EqualsPredict()
    {
        dynamic translator = s_models.Create("Zoo.Translator", seed: 3);

        float[] eager = translator.Eager(s_input);
        float[] compiled = translator.Compiled(s_input);

        Assert.Equal(eager, compiled);
        Assert.Equal(3 * ((4 * 3) + (4 * 2) + 2), compiled.Length);
    }

    [Fact]
    public void Weights_AreReachedThroughTheLayersInIt()
    {
        using var net = s_models.Create("Zoo.Net", seed: 7);

        var kernels = Call<float[][]>("Kernels", net);

        Assert.Equal(kernels[0], kernels[1]);
        Assert.Equal(kernels[2], kernels[3]);
        Assert.Equal(net.Layers[1].Variables[0].Values.ToArray(), kernels[0]);
        Assert.Equal(net.Layers[1].Variables[4].Values.ToArray(), kernels[2]);
        Assert.Equal([.. Enumerable.Range(0, 12).Select(static i => (float)i)], Call<float[]>("Bias", net));
    }

    [Fact]
    public void Forward_OfALayerInIt_SaysThatItRunsWithTheWhole()
    {
        using var net = s_models.Create("Zoo.Net");

        Assert.Equal(6, Call<Tensor>("RunAlone", net, s_input).Shape[1]);
        var error = Assert.Throws<InvalidOperationException>(() => Call<object?>("RunContent", net));
        Assert.Equal("Zoo.Net.Encoder.ForwardLayer is a part of another layer and runs with it: call Encoder.", error.Message);
    }

    [Fact]
    public void Names_AreThoseOfKeras()
    {
        using var net = s_models.Create("Zoo.Net");

        Assert.Equal(
            ["forward_layer/kernel", "forward_layer/recurrent_kernel", "forward_layer/bias", "backward_layer/kernel", "backward_layer/recurrent_kernel", "backward_layer/bias"],
            net.Layers[1].Variables.Select(static v => v.Name));
        Assert.Contains("  encoder            Bidirectional merge_mode=concat forward_layer=LSTM forward_layer.activation=tanh ", net.Description.Contract, StringComparison.Ordinal);
        Assert.DoesNotContain("backward_layer=", net.Description.Contract, StringComparison.Ordinal);
        Assert.Contains("    forward_layer/kernel  float32 3,12\n", net.Description.Contract.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        using var translator = s_models.Create("Zoo.Translator");
        Assert.Contains(" backward_layer=LSTM backward_layer.activation=relu", translator.Description.Contract, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("net.weights.h5", "layers/bidirectional/forward_layer/cell/vars/0", "layers/bidirectional/backward_layer/cell/vars/2")]
    [InlineData("net.safetensors", "encoder/forward_lstm/lstm_cell/kernel", "encoder/backward_lstm/lstm_cell/bias")]
    public void SaveWeights_LoadsIntoAnother(string file, string first, string last)
    {
        var folder = Directory.CreateTempSubdirectory("gennet");
        try
        {
            var path = Path.Combine(folder.FullName, file);
            using var net = s_models.Create("Zoo.Net", seed: 1);
            using var other = s_models.Create("Zoo.Net", seed: 2);

            net.SaveWeights(path);
            var report = other.LoadWeights(path);

            Assert.Equal(8, report.Loaded.Count);
            Assert.Equal((first, last), (report.Loaded[0].Path, report.Loaded[5].Path));
            Assert.Equal(Values(net), Values(other));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Infer_IsTwoCallsAndTheirMerge()
    {
        var plan = s_models.GeneratedFiles["Zoo.Net.Plan.g.cs"];

        Assert.Contains("// Encoder.ForwardLayer: LSTM, (4, 3)", plan, StringComparison.Ordinal);
        Assert.Contains("LSTMKernel<EncoderBackwardLayerShape>.Backward(", plan, StringComparison.Ordinal);
        Assert.Contains("BidirectionalMergeKernel<EncoderShape>.Forward(", plan, StringComparison.Ordinal);
    }

    private static T Call<T>(string method, params object[] arguments) => ModelsInCode.Call<T>(s_models, method, arguments);
}
