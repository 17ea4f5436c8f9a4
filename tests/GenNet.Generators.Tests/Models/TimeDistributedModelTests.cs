using GenNet.TestSupport;
using static GenNet.Generators.Tests.Models.ModelsInCode;

namespace GenNet.Generators.Tests.Models;

/// <summary>A model that is applied to every timestep, with layers in it that hold others: what it computes of each is what it computes of that alone.</summary>
public sealed class TimeDistributedModelTests
{
    private const string Source =
        """
        using GenNet;
        namespace Zoo;

        [Model]
        public partial class Clip
        {
            [Conv1D(3, 2, Padding = Padding.Same, Activation = Activation.Tanh)] public partial Conv1D Conv { get; }
            [TimeDistributed, Dense(3)] public partial TimeDistributed<Dense> Mix { get; }
            [Bidirectional, LSTM(2)] public partial Bidirectional<LSTM> Scan { get; }
            [RNN, GRUCell(4)] public partial RNN Decoder { get; }
            [LayerNormalization] public partial LayerNormalization Norm { get; }

            internal Tensor Forward([Input(4, 2)] Tensor x)
            {
                var mixed = Mix.Forward(Conv.Forward(x)) + Conv.Forward(x);
                return Norm.Forward(Scan.Forward(mixed) + Decoder.Forward(mixed));
            }
        }

        [Model, Input(3, 4, 2)]
        public partial class Video
        {
            [TimeDistributed] public partial Clip Clips { get; }
        }

        [Model, Input(2, 3, 4, 2)]
        public partial class Library
        {
            [TimeDistributed(Name = "shelf")] public partial Video Videos { get; }
        }

        [Model, Input(4, 2)]
        public partial class Normed
        {
            [Flatten] public partial Flatten Flat { get; }
            [BatchNormalization(Axis = 1)] public partial BatchNormalization Norm { get; }
        }

        [Model]
        public partial class NormedFrames
        {
            [TimeDistributed(Trainable = false)] public partial Normed Frames { get; }
            [TimeDistributed] public partial Normed Others { get; }

            private Tensor Forward([Input(3, 4, 2)] Tensor x) => Frames.Forward(x) + Others.Forward(x);
        }

        [Model, Input(5, 6, DType = DType.Int32)]
        public partial class Words
        {
            [TimeDistributed] public partial Sentence Sentences { get; }
            [LSTM(3)] public partial LSTM Last { get; }
        }

        [Model, Input(6, DType = DType.Int32)]
        public partial class Sentence
        {
            [Embedding(10, 4, MaskZero = true)] public partial Embedding Embed { get; }
            [LSTM(3)] public partial LSTM Read { get; }
        }

        public static class Use
        {
            public static float[] Predict(Model model, float[] x) => model switch
            {
                Clip m => m.Predict(x).Norm.ToArray(),
                Video m => m.Predict(x).Clips.ToArray(),
                Library m => m.Predict(x).Videos.ToArray(),
                NormedFrames m => m.Predict(x).Output.ToArray(),
                Sentence m => m.Predict([.. x.Select(static id => (int)id)]).Read.ToArray(),
                Words m => m.Predict([.. x.Select(static id => (int)id)]).Last.ToArray(),
                _ => throw new ArgumentException(model.ToString()),
            };

            public static float[] ForwardKernel(Model model) => ((Video)model).GetWeights().Clips.Scan.ForwardLayer.Kernel.Values;

            public static float[] MovingMean(Model model) => ((NormedFrames)model).Others.Norm.MovingMean.Values.ToArray();
        }
        """;

    private static readonly CompiledModels s_models = ModelCompiler.Compile(Source);

    private static readonly float[] s_input = [.. Enumerable.Range(0, 48).Select(static i => MathF.Sin(i))];

    [Fact]
    public void Predict_IsThatOfTheModelOnEachTimestep()
    {
        using var video = s_models.Create("Zoo.Video", seed: 7);
        using var clip = s_models.Create("Zoo.Clip", seed: 8);
        Copy(video, clip);

        Assert.Equal(Call("Predict", clip, s_input), Call("Predict", video, s_input));
        Assert.NotEmpty(Call("ForwardKernel", video));
    }

    [Fact]
    public void Train_IsToTrainTheModelOnEachTimestep()
    {
        using var video = s_models.Create("Zoo.Video", seed: 7);
        using var clip = s_models.Create("Zoo.Clip", seed: 8);
        Copy(video, clip);
        foreach (var model in (Model[])[video, clip])
        {
            using var trainer = new Trainer(model, new SGD(0.1f), Loss.MeanSquaredError);
            for (var step = 0; step < 3; step++)
                trainer.Step(s_input, [.. Enumerable.Range(0, 24).Select(static i => MathF.Cos(i))]);
        }

        Assert.Equal(Values(clip).Length, Values(video).Length);
        Assert.All(Values(clip).Zip(Values(video)), static pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void Predict_OfAModelWithinOneWithinAnother_IsThatOfEach()
    {
        using var library = s_models.Create("Zoo.Library", seed: 7);
        using var clip = s_models.Create("Zoo.Clip", seed: 8);
        Copy(library, clip);

        Assert.Equal(Call("Predict", clip, s_input), Call("Predict", library, s_input));
        Assert.Contains("pass.Each(6)", s_models.GeneratedFiles["Zoo.Library.Plan.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void Train_OfStatisticsOverTheBatch_TakesEachTimestepInTurn()
    {
        using var frames = s_models.Create("Zoo.NormedFrames", seed: 7);

        using (var trainer = new Trainer(frames, new SGD(0.1f), Loss.MeanSquaredError))
            trainer.Step(s_input, new float[48]);

        for (var feature = 0; feature < 8; feature++)
        {
            var mean = 0.0;
            for (var time = 0; time < 3; time++)
                mean = (mean * 0.99) + ((s_input[(time * 8) + feature] + s_input[24 + (time * 8) + feature]) / 2.0 * 0.01);
            Assert.Equal(mean, Call("MovingMean", frames)[feature], 1e-6);
        }
        Assert.False(frames.Layers[1].Trainable);
        Assert.Equal(1, frames.Layers[1].Variables[0].Values[0]);
    }

    [Fact]
    public void Predict_OfAMaskWithinATimestep_EndsThere()
    {
        using var words = s_models.Create("Zoo.Words", seed: 7);
        float[] ids = [.. Enumerable.Range(0, 30).Select(static i => (float)(i % 7))];

        Assert.All(Call("Predict", words, ids), static value => Assert.True(float.IsFinite(value)));
        Assert.Contains("mask:", s_models.GeneratedFiles["Zoo.Words.Plan.g.cs"], StringComparison.Ordinal);
        Assert.DoesNotContain("input: pass.Activation(0), mask: ", s_models.GeneratedFiles["Zoo.Words.Plan.g.cs"][^400..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Zoo.Video", "net.weights.h5", "layers/time_distributed/layer/layers/conv1d/vars/0")]
    [InlineData("Zoo.Video", "net.safetensors", "clips/clip/conv/kernel")]
    [InlineData("Zoo.Library", "net.weights.h5", "layers/time_distributed/layer/layers/time_distributed/layer/layers/conv1d/vars/0")]
    [InlineData("Zoo.Library", "net.safetensors", "shelf/video/clips/clip/conv/kernel")]
    [InlineData("Zoo.NormedFrames", "net.weights.h5", "layers/time_distributed/layer/layers/batch_normalization/vars/0")]
    public void SaveWeights_LoadsIntoAnother(string model, string file, string first)
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf(file);
        using var net = s_models.Create(model, seed: 1);
        using var other = s_models.Create(model, seed: 2);

        net.SaveWeights(path);
        var report = other.LoadWeights(path);

        Assert.Equal(first, report.Loaded[0].Path);
        Assert.Equal(Values(net), Values(other));
    }

    [Fact]
    public void Contract_SaysOfEachLayerThatItIsApplied()
    {
        using var library = s_models.Create("Zoo.Library");

        var contract = library.Description.Contract.ReplaceLineEndings("\n");
        Assert.Contains("shelf/video/clips/clip/norm", contract, StringComparison.Ordinal);
        Assert.Equal(8, contract.Split("time_distributed=2").Length);
    }

    private static float[] Call(string method, params object[] arguments) => ModelsInCode.Call<float[]>(s_models, method, arguments);
}
