using GenNet.TestSupport;

namespace GenNet.Extensions.Tests.Metrics;

public sealed class MetricTests
{
    [Fact]
    public void OwnMeanMetric_OfAnEpoch_IsTheMeanOverAllVectors()
    {
        using var net = new Series(seed: 1);
        var data = Samples.Series(10);

        var logs = net.Evaluate(data, Loss.MeanSquaredError, new MeanAbsoluteError());

        var outputs = Predictions(net, 10);
        var expected = outputs.Zip(Targets(10), static (p, y) => Math.Abs((double)p - y)).Average();
        Assert.Equal(expected, logs["mean_absolute_error"], 1e-9);
    }

    [Fact]
    public void OwnMetricWithAState_OfSeveralBatches_IsThatOfThemTogether()
    {
        var metric = new Precision();
        var state = metric.CreateState(2, 2);

        state.Update(new([0.9f, 0.2f, 0.6f, 0.7f], [1, 0, 0, 1], 2, 2));
        state.Update(new([0.8f, 0.1f], [0, 0], 2, 2));
        Assert.Equal(2.0 / 4, state.Result());
        state.Reset();
        state.Update(new([0.9f, 0.2f, 0.6f, 0.7f, 0.8f, 0.1f], [1, 0, 0, 1, 0, 0], 2, 2, weights: [1, 0.5f, 2], mask: [1, 1, 0]));
        Assert.Equal(1.5 / 2, state.Result());
    }

    [Fact]
    public void MeanMetric_WithWeightsAndMask_IsTheWeightedMean()
    {
        var state = new MeanAbsoluteError().CreateState(1, 1);

        state.Update(new([1, 2, 3, 4], [0, 0, 0, 0], 1, 1, weights: [1, 0.5f, 2, 1], mask: [1, 1, 1, 0]));
        Assert.Equal((1 + 1 + 6) / 3.5, state.Result(), 1e-12);
        state.Reset();
        Assert.Equal(0, state.Result());
    }

    [Fact]
    public void OwnMetric_SharedByTwoTrainers_CountsForEachAlone()
    {
        var metric = new Precision(0.25);
        using var net = new Classifier(seed: 1);
        using var other = new Classifier(seed: 2);
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError, metric);
        using var second = other.Trainer(new SGD(0.1), Loss.MeanSquaredError, metric);
        var data = Samples.OneHot(32);
        History FitOf(Trainer of) => of.Fit(data, epochs: 2, batchSize: 8, data, verbose: false, cancellationToken: TestContext.Current.CancellationToken);

        var history = FitOf(trainer);
        second.Step(Samples.OneHot(16));
        var again = net.Evaluate(data, Loss.MeanSquaredError, metric);

        // The validation has a state of its own, begun anew in each epoch, and the other trainer's steps are none of its.
        Assert.Equal(["loss", "precision", "val_loss", "val_precision"], history.Names);
        Assert.Equal(again["precision"], history["val_precision"][^1]);
        Assert.NotEqual(history["precision"][0], history["val_precision"][0]);
    }

    [Fact]
    public void OwnMetric_ThatDoesntFitTheTargets_RefusesBeforeTraining()
    {
        using var net = new Classifier(seed: 1);
        using var trainer = net.Trainer(new SGD(0.1), Loss.SparseCategoricalCrossentropy, new Precision());

        var error = Assert.Throws<ArgumentException>(() => trainer.Fit(Samples.Labelled(8), verbose: false, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("precision takes targets as wide as the output", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, trainer.Iterations);
    }

    [Fact]
    public void OwnMetrics_OfOneName_AreRefused()
    {
        using var net = new Classifier(seed: 1);

        Assert.Contains("'precision'", Assert.Throws<ArgumentException>(() => net.Trainer(new SGD(0.1), Loss.MeanSquaredError, new Precision(), new MeanAbsoluteError("precision"))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(static () => new MeanAbsoluteError(" "));
    }

    [Fact]
    public void OwnMetrics_WhenWarm_AllocateNothing()
    {
        using var net = new Classifier(seed: 1);
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError, new Precision(), new MeanAbsoluteError());

        var batch = Samples.OneHot(16);
        Assert.Equal(0, WarmAllocations.Of(() => trainer.Step(batch)));
    }

    private static float[] Predictions(Series net, int count)
    {
        var random = new Random(2);
        var outputs = new float[count * 12];
        net.Predict([.. Enumerable.Range(0, count * 8).Select(_ => (random.NextSingle() * 2) - 1)], outputs);
        return outputs;
    }

    private static float[] Targets(int count)
    {
        var random = new Random(2);
        return Enumerable.Range(0, count * 20).Select(_ => (random.NextSingle() * 2) - 1).ToArray()[(count * 8)..];
    }
}
