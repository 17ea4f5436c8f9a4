using GenNet.TestSupport;
using static GenNet.Generators.Tests.Models.ModelsInCode;

namespace GenNet.Generators.Tests.Models;

/// <summary>A layer that is applied to every timestep: what it computes of each is what it computes of that alone.</summary>
public sealed class TimeDistributedTests
{
    private const string Source =
        """
        using GenNet;
        namespace Zoo;

        [Model, Input(3, 4, 2)]
        public partial class Frames
        {
            [TimeDistributed, LSTM(3)] public partial TimeDistributed<LSTM> Words { get; }
        }

        [Model, Input(4, 2)]
        public partial class Frame
        {
            [LSTM(3)] public partial LSTM Words { get; }
        }

        [Model, Input(3, 4)]
        public partial class Masked
        {
            [Masking] public partial Masking Mask { get; }
            [TimeDistributed, Dense(2)] public partial TimeDistributed Each { get; }
            [TimeDistributed, Dropout(0.5)] public partial TimeDistributed Drop { get; }
            [LSTM(3)] public partial LSTM Last { get; }
        }

        [Model, Input(3, 4)]
        public partial class Plain
        {
            [Masking] public partial Masking Mask { get; }
            [Dense(2)] public partial Dense Each { get; }
            [LSTM(3)] public partial LSTM Last { get; }
        }

        [Model]
        public partial class Norms
        {
            [TimeDistributed, BatchNormalization] public partial TimeDistributed<BatchNormalization> Norm { get; }

            private Tensor Forward([Input(3, 4)] Tensor x) => Norm.Forward(x);
        }

        public static class Use
        {
            public static float[] Predict(Model model, float[] x) => model switch
            {
                Frames m => m.Predict(x).Words.ToArray(),
                Frame m => m.Predict(x).Words.ToArray(),
                Masked m => m.Predict(x).Last.ToArray(),
                Plain m => m.Predict(x).Last.ToArray(),
                Norms m => m.Predict(x).Norm.ToArray(),
                _ => throw new ArgumentException(model.ToString()),
            };

            public static float[] Kernel(Model model) => ((Frames)model).GetWeights().Words.Layer.Kernel.Values;

            public static float[] RunAlone(Model model, float[] x) => ((Frames)model).Words.Forward(new Tensor(GenNet.Specs.TensorShape.Of(x.Length / 24, 3, 4, 2), x)).Values;

            public static float[] MovingMean(Model model) => ((Norms)model).Norm.Layer.MovingMean.Values.ToArray();
        }
        """;

    private static readonly CompiledModels s_models = ModelCompiler.Compile(Source);

    private static readonly float[] s_input = [.. Enumerable.Range(0, 48).Select(static i => MathF.Sin(i))];

    [Fact]
    public void Predict_IsThatOfTheLayerOnEachTimestep()
    {
        using var frames = s_models.Create("Zoo.Frames", seed: 7);
        using var frame = s_models.Create("Zoo.Frame", seed: 8);
        Copy(frames, frame);

        Assert.Equal(Call("Predict", frame, s_input), Call("Predict", frames, s_input));
        Assert.Equal(Call("Predict", frames, s_input), Call("RunAlone", frames, s_input));
        Assert.Equal(frame.Layers[0].Variables[0].Values.ToArray(), Call("Kernel", frames));
    }

    [Fact]
    public void Train_IsToTrainTheLayerOnEachTimestep()
    {
        using var frames = s_models.Create("Zoo.Frames", seed: 7);
        using var frame = s_models.Create("Zoo.Frame", seed: 8);
        Copy(frames, frame);
        foreach (var model in (Model[])[frames, frame])
        {
            using var trainer = new Trainer(model, new SGD(0.1f), Loss.MeanSquaredError);
            for (var step = 0; step < 3; step++)
                trainer.Step(s_input, [.. Enumerable.Range(0, 18).Select(static i => MathF.Cos(i))]);
        }

        Assert.Equal(Values(frame), Values(frames));
    }

    [Fact]
    public void Predict_WithAMask_PassesItOn()
    {
        using var masked = s_models.Create("Zoo.Masked", seed: 7);
        using var plain = s_models.Create("Zoo.Plain", seed: 8);
        Copy(masked, plain);
        var input = s_input[..24];
        input.AsSpan(8, 4).Clear();

        Assert.Equal(Call("Predict", plain, input), Call("Predict", masked, input));
    }

    [Fact]
    public void Train_OfStatisticsOverTheBatch_TakesEachTimestepInTurn()
    {
        using var norms = s_models.Create("Zoo.Norms", seed: 7);
        var input = s_input[..24];

        using (var trainer = new Trainer(norms, new SGD(0.1f), Loss.MeanSquaredError))
            trainer.Step(input, new float[24]);

        // One timestep after another moves the mean by a hundredth.
        for (var feature = 0; feature < 4; feature++)
        {
            var mean = 0.0;
            for (var time = 0; time < 3; time++)
            {
                var (first, second) = (input[(time * 4) + feature], input[12 + (time * 4) + feature]);
                mean = (mean * 0.99) + ((first + second) / 2.0 * 0.01);
            }
            Assert.Equal(mean, Call("MovingMean", norms)[feature], 1e-6);
        }
        Assert.Contains("for (var step = 0; step < 3; step++)", s_models.GeneratedFiles["Zoo.Norms.Plan.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("frames.weights.h5", "layers/time_distributed/layer/cell/vars/0")]
    [InlineData("frames.safetensors", "words/lstm/lstm_cell/kernel")]
    public void SaveWeights_LoadsIntoAnother(string file, string first)
    {
        var folder = Directory.CreateTempSubdirectory("gennet");
        try
        {
            var path = Path.Combine(folder.FullName, file);
            using var net = s_models.Create("Zoo.Frames", seed: 1);
            using var other = s_models.Create("Zoo.Frames", seed: 2);

            net.SaveWeights(path);
            var report = other.LoadWeights(path);

            Assert.Equal((3, first), (report.Loaded.Count, report.Loaded[0].Path));
            Assert.Equal(Values(net), Values(other));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Contract_OfALayerThatActsInTrainingAlone_SaysSo()
    {
        using var masked = s_models.Create("Zoo.Masked");

        Assert.Contains("  drop               TimeDistributed training layer=Dropout\n", masked.Description.Contract.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    private static float[] Call(string method, params object[] arguments) => ModelsInCode.Call<float[]>(s_models, method, arguments);
}
