namespace GenNet.Tests.Training;

public sealed class FitTests
{
    [Fact]
    public void Fit_OfALine_FindsIt()
    {
        using var net = new Line(1);
        using var trainer = net.Trainer(new SGD(0.5, momentum: 0.5), Loss.MeanSquaredError);

        var history = trainer.Fit(Samples.OnLine(64), epochs: 60, verbose: false, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(60, history.Epochs);
        Assert.Equal(120, trainer.Iterations);
        Assert.Equal(2f, net.Output.Kernel.Values[0], 0.01f);
        Assert.Equal(-1f, net.Output.Bias!.Values[0], 0.01f);
    }

    [Fact]
    public void Fit_WhenCancelled_ThrowsAfterTheCurrentBatch()
    {
        using var net = new Line(1);
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);
        using var source = new CancellationTokenSource();
        var cancelling = new OnBatch(batch =>
        {
            if (batch == 2)
                source.Cancel();
        });

        Assert.Throws<OperationCanceledException>(() => trainer.Fit(Samples.OnLine(64), batchSize: 8, callbacks: [cancelling], verbose: false, cancellationToken: source.Token));

        Assert.Equal(3, trainer.Iterations);
    }

    [Fact]
    public void Fit_WithTerminateOnNaN_StopsAfterTheBatchAndLogsTheEpoch()
    {
        using var net = new Line(1);
        using var trainer = net.Trainer(new SGD(1e30), Loss.MeanSquaredError);
        var terminate = new TerminateOnNaN();

        var history = trainer.Fit(Samples.OnLine(64), epochs: 5, batchSize: 8, callbacks: [terminate], verbose: false, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(1, history.Epochs);
        Assert.False(double.IsFinite(history["loss"][0]));
        Assert.Equal(trainer.Iterations - 1, terminate.Batch!.Value);
        Assert.True(trainer.Iterations < 8);
    }

    [Fact]
    public void Fit_OfTwoOutputs_LogsEachAndTheirWeightedSum()
    {
        using var net = new TwoHeads(1);
        using var trainer = new Trainer(net, new SGD(0), [Loss.SparseCategoricalCrossentropy, Loss.MeanSquaredError], [1, 0.25], Metric.Accuracy);
        var data = Dataset.From(3, [new float[] { 1, 0, 2, 1, 0, 1, 1, 1, 2, 2, 0, 1 }], [new float[] { 0, 2, 1 }, new float[] { 1, 2, 3 }]);

        var history = trainer.Fit(data, verbose: false, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["kind_accuracy", "kind_loss", "loss", "price_accuracy", "price_loss"], history.Names);
        Assert.Equal(history["kind_loss"][0] + (0.25 * history["price_loss"][0]), history["loss"][0], 1e-12);
    }

    [Fact]
    public void Fit_WithTargetsOfAnotherWidth_SaysWhatIsNeeded()
    {
        using var net = new SmallConvNet(1);
        using var trainer = net.Trainer(new SGD(), Loss.CategoricalCrossentropy);

        var error = Assert.Throws<ArgumentException>(() => trainer.Fit(Dataset.From(Samples.Images(4).Values, Samples.Images(4).Labels), verbose: false, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("needs 10 target values a sample, and there are 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_WithALabelThatIsNoClass_NamesIt()
    {
        using var net = new SmallConvNet(1);
        using var trainer = net.Trainer(new SGD(), Loss.SparseCategoricalCrossentropy);
        var (values, labels) = Samples.Images(4);
        labels[2] = 10;

        var error = Assert.Throws<ArgumentException>(() => trainer.Step(values, labels));

        Assert.Contains("target 10 in sample 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_WithRestoreBestWeights_EndsWithThoseOfTheBestEpoch()
    {
        using var net = new Line(1);
        using var trainer = net.Trainer(new SGD(1.2), Loss.MeanSquaredError);
        var data = Samples.OnLine(16);
        var stopping = new EarlyStopping(patience: 1, restoreBestWeights: true);

        var history = trainer.Fit(data, epochs: 50, validation: data, callbacks: [stopping], verbose: false, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(history["val_loss"].Min(), net.Evaluate(data, Loss.MeanSquaredError)["loss"], 1e-12);
        Assert.Equal(history["val_loss"].Min(), history["val_loss"][stopping.BestEpoch], 1e-12);
    }

    [Fact]
    public void Fit_WithModelCheckpoint_SavesWhatLoadsAgain()
    {
        using var net = new Line(1);
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);
        var folder = Directory.CreateTempSubdirectory("gennet");
        try
        {
            trainer.Fit(Samples.OnLine(16), epochs: 2, callbacks: [new ModelCheckpoint(Path.Combine(folder.FullName, "w{epoch:02d}.weights.h5"))], verbose: false, cancellationToken: TestContext.Current.CancellationToken);

            using var loaded = Line.FromWeights(Path.Combine(folder.FullName, "w02.weights.h5"));
            Assert.Equal(["w01.weights.h5", "w02.weights.h5"], folder.EnumerateFiles().Select(static f => f.Name).Order());
            Assert.Equal(net.CopyWeights(), loaded.CopyWeights());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed class OnBatch(Action<int> action) : Callback
    {
        public override void OnBatchEnd(int batch) => action(batch);
    }
}
