using System.Text;

namespace GenNet.Extensions.Tests.CustomLayers;

public sealed class CustomLayerTests
{
    [Fact]
    public void Predict_ComputesWhatTheLayersCodeSays()
    {
        using var net = new StepsNet(seed: 4);
        float[] input = [.. Enumerable.Range(0, 2 * 30).Select(static i => MathF.Sin(i))];

        var output = net.Predict(input).Head;

        var (down, up, bias) = (net.Head.Down.Values.ToArray(), net.Head.Up.Values.ToArray(), net.Head.Bias!.Values.ToArray());
        for (var row = 0; row < 10; row++)
        {
            for (var unit = 0; unit < 4; unit++)
            {
                double expected = bias[unit];
                for (var r = 0; r < 2; r++)
                    expected += Enumerable.Range(0, 6).Sum(i => (double)input[(row * 6) + i] * down[(i * 2) + r]) * up[(r * 4) + unit];
                Assert.Equal(expected, output[(row * 4) + unit], 1e-5);
            }
        }
    }

    [Fact]
    public void Weights_AreTypedInLayerAndRecord()
    {
        using var net = new LowRankNet(seed: 1);

        Assert.Equal([32, 4], net.Head.Down.Shape.Dimensions);
        Assert.Null(net.Last.Bias);
        var weights = net.GetWeights();
        Assert.Equal(net.Head.Up.Values.ToArray(), weights.Head.Up.Values.ToArray());
        net.SetWeights(weights with { Head = weights.Head with { Bias = new Tensor(net.Head.Bias!.Shape, [.. Enumerable.Repeat(1f, 16)]) } });
        Assert.All(net.Head.Bias.Values.ToArray(), static value => Assert.Equal(1, value));
        Assert.Equal("LowRankDense 'last': output (3,), 38 parameters", net.Last.ToString());
    }

    [Fact]
    public void Layer_RunAlone_GivesWhatTheModelComputes()
    {
        using var net = new StepsNet(seed: 4);
        float[] input = [.. Enumerable.Range(0, 30).Select(static i => MathF.Cos(i))];

        Assert.Equal(net.Predict(input).Head.ToArray(), net.Head.Forward(new Tensor(Specs.TensorShape.Of(1, 5, 6), input)).Values.ToArray());
    }

    [Fact]
    public void Contract_NamesTheLayerAndItsBehaviour()
    {
        Assert.Contains("  head               LowRankDense units=16 use_bias=true scale=0.5\n", LowRankNet.ModelDescription.Contract, StringComparison.Ordinal);
        Assert.Contains("  last               LowRankDense units=3 use_bias=false scale=1\n", LowRankNet.ModelDescription.Contract, StringComparison.Ordinal);
        Assert.Contains("    up               float32 4,16\n    bias             float32 16\n", LowRankNet.ModelDescription.Contract, StringComparison.Ordinal);
    }

    [Fact]
    public void Contract_OfALayerOfALibrary_NamesItsNamespace() =>
        Assert.Contains("  each               Library.Power exponent=2 scale=of_each\n    factor           float32 5\n", LibraryNet.ModelDescription.Contract, StringComparison.Ordinal);

    [Fact]
    public void Contract_OfAFloat_SaysTheNumberThatWasWritten()
    {
        Assert.Contains("  norm               Center momentum=0.7\n", FloatNet.ModelDescription.Contract, StringComparison.Ordinal);
        Assert.Contains("  usual              Center momentum=0.9\n", FloatNet.ModelDescription.Contract, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("custom.weights.h5")]
    [InlineData("custom.safetensors")]
    public void Weights_SavedAndLoaded_AreTheSame(string name)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("gennet").FullName, name);
        using var net = new LowRankNet(seed: 5);

        net.SaveWeights(path);
        using var copy = LowRankNet.FromWeights(path);

        Assert.Equal(Training.WeightsOf(net), Training.WeightsOf(copy));
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(path));
        Assert.All(name.EndsWith(".h5", StringComparison.Ordinal) ? ["low_rank_dense", "low_rank_dense_1"] : (string[])["head/down", "last/up"], group => Assert.Contains(group, text, StringComparison.Ordinal));
        Assert.Equal(7, copy.CheckWeights(path).Loaded.Count);
    }

    [Fact]
    public void LayerOfALibrary_HasTheDefaultsThatItsAttributeSays()
    {
        using var net = new LibraryNet(seed: 2);
        Assert.All(net.Each.Factor.Values.ToArray(), static value => Assert.Equal(1, value));
        Assert.Equal([1], net.All.Factor.Shape.Dimensions);

        float[] input = [1, -2, 3, 4];
        var expected = new float[5];
        for (var unit = 0; unit < 5; unit++)
        {
            var first = Enumerable.Range(0, 4).Sum(i => (double)input[i] * net.First.Kernel.Values[(i * 5) + unit]);
            expected[unit] = (float)Math.Pow(first * first, 3);
        }
        Assert.All(expected.Zip(net.Predict(input).All.ToArray()), static pair => Assert.Equal(pair.First, pair.Second, Math.Abs(pair.First) * 1e-4));
    }

    [Fact]
    public void Inputs_OfSeveralKinds_ReachTheCode()
    {
        using var masked = new MaskedNet();
        Assert.Equal([4f, 6f], masked.Predict([1, 2, 0, 0, 3, 4, 0, 0]).Sum.ToArray());
        using var table = new TableNet(seed: 2);
        int[] ids = [7, 0, 9, 7];
        Assert.Equal(ids.SelectMany(id => table.Words.Entries.Values.Slice(id * 3, 3).ToArray()), table.Predict(ids).Words.ToArray());
    }

    [Fact]
    public void Forward_OfSeveralInputs_RunsAsItStands()
    {
        using var net = new GatedNet(seed: 2);
        float[] input = [1, 2, 3];
        var x = new Tensor(Specs.TensorShape.Of(1, 3), input);

        Assert.Equal(net.Predict(input).Mix.ToArray(), net.Mix.Forward(gate: net.Open.Forward(x), value: net.Value.Forward(x)).Values.ToArray());
    }

    [Fact]
    public void LayerWithoutBackward_ServesInferenceAndIsRefusedByNameInTraining()
    {
        using var net = new SquareNet(seed: 1);
        Assert.Equal(2, net.Predict([1, 2, 3]).After.Length);

        var refusal = Assert.Throws<NotSupportedException>(() => net.Trainer(new SGD(0.1), Loss.MeanSquaredError));

        Assert.Equal(
            "GenNet.Extensions.Tests.CustomLayers.SquareNet.Square (Square) has no Backward, so Before can't be trained: write 'static void Backward(in BackwardPass pass)' in Square, or set Trainable = false on it.",
            refusal.Message);
        net.Before.Trainable = false;
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);
        var before = net.After.Kernel.Values.ToArray();
        trainer.Step([1, 2, 3], [1f, 2f]);
        Assert.NotEqual(before, net.After.Kernel.Values.ToArray());
    }
}
