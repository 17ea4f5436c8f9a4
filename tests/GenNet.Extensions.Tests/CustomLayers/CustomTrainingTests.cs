namespace GenNet.Extensions.Tests.CustomLayers;

public sealed class CustomTrainingTests
{
    [Fact]
    public void Fit_OfALayerOfOnesOwn_LowersTheLoss()
    {
        using var net = new LowRankNet(seed: 3);
        using var trainer = net.Trainer(new Adam(0.01), Loss.MeanSquaredError);
        var inputs = Values(256 * 12);
        // Something that can be learned: of each row, its first three values.
        var data = Dataset.From(256, inputs, inputs.Chunk(12).SelectMany(static row => row[..3]).ToArray());

        var history = trainer.Fit(data, epochs: 20, batchSize: 32, verbose: false, cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(history["loss"].Last() < history["loss"].First() / 2, string.Join(" ", history["loss"]));
    }

    /// <summary>The gradient of every weight before and within the layers, against central differences of the loss.</summary>
    [Fact]
    public void Gradients_AgreeWithFiniteDifferences()
    {
        AssertGradients(static () => new LowRankNet(seed: 3), Data(8));
        AssertGradients(static () => new GatedNet(seed: 3), Dataset.From(4, Values(12), Values(16)));
        AssertGradients(static () => new LibraryNet(seed: 3), Dataset.From(4, Values(16), Values(20)));
    }

    [Fact]
    public void Training_WithAnyNumberOfThreads_GivesTheSameWeights()
    {
        var one = WeightsAfter(static device => new LowRankNet(seed: 3, device), Data(2000), threads: 1);
        Assert.Equal(one, WeightsAfter(static device => new LowRankNet(seed: 3, device), Data(2000), threads: 3));
        var jitter = Dataset.From(6000, Values(48000), Values(12000));
        Assert.Equal(WeightsAfter(static device => new JitterNet(seed: 3, device), jitter, threads: 1), WeightsAfter(static device => new JitterNet(seed: 3, device), jitter, threads: 3));
        var centered = Dataset.From(2000, Values(12000), Values(4000));
        Assert.Equal(WeightsAfter(static device => new CenteredNet(seed: 3, device), centered, threads: 1), WeightsAfter(static device => new CenteredNet(seed: 3, device), centered, threads: 3));
    }

    [Fact]
    public void State_FollowsTheBatchInTrainingAlone()
    {
        using var net = new CenteredNet(seed: 3);
        using var trainer = net.Trainer(new SGD(0), Loss.MeanSquaredError);
        net.Predict([1, 2, 3, 4, 5, 6]);
        Assert.All(net.Norm.Mean.Values.ToArray(), static value => Assert.Equal(0, value));

        trainer.Step([1, 2, 3, 4, 5, 6, 3, 4, 5, 6, 7, 8], [0, 0, 0, 0f]);

        Assert.Equal([1f, 1.5f, 2f, 2.5f, 3f, 3.5f], net.Norm.Mean.Values.ToArray());
        Assert.False(net.Norm.Mean.IsTrained);
    }

    [Fact]
    public void RandomNumbers_DifferByRowAndStep()
    {
        using var net = new JitterNet(seed: 3);
        using var trainer = net.Trainer(new SGD(0), Loss.MeanSquaredError);
        float[] row = Values(8), rows = [.. row, .. row];
        var losses = Enumerable.Range(0, 3).Select(_ => trainer.Step(rows, [0, 0, 0, 0f])).ToArray();

        Assert.Equal(3, losses.Distinct().Count());
        using var again = new JitterNet(seed: 3);
        using var same = again.Trainer(new SGD(0), Loss.MeanSquaredError);
        Assert.Equal(losses[0], same.Step(rows, [0, 0, 0, 0f]));
    }

    [Fact]
    public void Frozen_LayerKeepsItsWeightsAndPassesGradientsOn()
    {
        using var net = new LowRankNet(seed: 3);
        net.Head.Trainable = false;
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);
        var (head, first) = (net.Head.Down.Values.ToArray(), net.First.Kernel.Values.ToArray());

        trainer.Step(Data(8));

        Assert.Equal(head, net.Head.Down.Values.ToArray());
        Assert.NotEqual(first, net.First.Kernel.Values.ToArray());
    }

    private static void AssertGradients(Func<Model> create, Dataset batch)
    {
        using var net = create();
        var variables = net.Layers.SelectMany(static layer => layer.Variables).ToArray();
        var before = variables.Select(static v => v.Values.ToArray()).ToArray();
        using var trainer = new Trainer(net, new SGD(1), Loss.MeanSquaredError);
        trainer.Step(batch);
        var gradients = variables.Select((v, i) => before[i].Zip(v.Values.ToArray(), static (old, @new) => old - @new).ToArray()).ToArray();
        Assert.Contains(gradients, static g => g.Any(static value => value != 0));
        for (var v = 0; v < variables.Length; v++)
        {
            for (var i = 0; i < before[v].Length; i += Math.Max(1, before[v].Length / 7))
            {
                var numeric = (LossWith(create, batch, v, i, 2e-3f) - LossWith(create, batch, v, i, -2e-3f)) / 4e-3;
                Assert.True(Math.Abs(numeric - gradients[v][i]) <= 3e-3 + (0.03 * Math.Abs(numeric)), $"{variables[v]} [{i}]: {gradients[v][i]}, and {numeric} by differences");
            }
        }
    }

    private static double LossWith(Func<Model> create, Dataset batch, int variable, int index, float change)
    {
        using var net = create();
        var changed = net.Layers.SelectMany(static layer => layer.Variables).ElementAt(variable);
        var values = changed.Values.ToArray();
        values[index] += change;
        changed.Assign(values);
        using var trainer = new Trainer(net, new SGD(0), Loss.MeanSquaredError);
        return trainer.Step(batch);
    }

    private static float[] WeightsAfter(Func<Device, Model> create, Dataset data, int threads)
    {
        using var net = create(Device.Cpu(threads));
        using var trainer = new Trainer(net, new SGD(0.01), Loss.MeanSquaredError);
        trainer.Fit(data, epochs: 2, batchSize: data.Count, verbose: false, cancellationToken: TestContext.Current.CancellationToken);
        return Training.WeightsOf(net);
    }

    private static Dataset Data(int count) => Dataset.From(count, Values(count * 12), Values(count * 3));

    private static float[] Values(int count) => [.. Enumerable.Range(0, count).Select(static i => MathF.Sin((i * 0.7f) + 0.3f))];
}
