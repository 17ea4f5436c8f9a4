using GenNet.TestSupport;

namespace GenNet.Extensions.Tests.Callbacks;

public sealed class CallbackTests
{
    [Fact]
    public void Hooks_AreCalledInKerasOrder()
    {
        var recorder = new Recorder();
        using var net = new Line(seed: 1);
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);

        Fit(trainer, recorder, validation: true);

        Assert.Equal(
            [
                "plan 2 epochs of 2 steps of 8: loss, val_loss", "train begin",
                "epoch 0 begin", "batch 0 begin", "batch 0 end", "batch 1 begin", "batch 1 end", "validation begin", "validation end: val_loss", "epoch 0 end: loss, val_loss",
                "epoch 1 begin", "batch 0 begin", "batch 0 end", "batch 1 begin", "batch 1 end", "validation begin", "validation end: val_loss", "epoch 1 end: loss, val_loss",
                "train end",
            ],
            recorder.Calls);
    }

    [Fact]
    public void Hooks_WithoutValidation_AreNotCalledForIt()
    {
        var recorder = new Recorder();
        using var net = new Line(seed: 1);
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);

        Fit(trainer, recorder);

        Assert.DoesNotContain(recorder.Calls, static call => call.StartsWith("validation", StringComparison.Ordinal));
    }

    [Fact]
    public void Callback_ThatSetsTheLearningRate_TrainsAsASchedule()
    {
        using var net = new Line(seed: 1);
        using var other = new Line(seed: 1);
        var optimizer = new SGD(0.5);
        using var trainer = net.Trainer(optimizer, Loss.MeanSquaredError);
        using var scheduled = other.Trainer(new SGD(new PiecewiseConstantDecay([1], [0.5, 0.05])), Loss.MeanSquaredError);

        Fit(trainer, new LearningRateOf(static (epoch, rate) => epoch == 0 ? rate : rate / 10));
        Fit(scheduled, new Recorder());

        Assert.Equal(Training.WeightsOf(other), Training.WeightsOf(net));
        Assert.Equal((0.05, 0.5), (trainer.LearningRate, optimizer.LearningRate.At(0)));
    }

    [Fact]
    public void LearningRate_ThatCantBeSet_SaysWhy()
    {
        using var net = new Line(seed: 1);
        using var trainer = net.Trainer(new SGD(new CosineDecay(0.1, 100)), Loss.MeanSquaredError);
        Assert.Contains("the learning rate follows CosineDecay", Assert.Throws<InvalidOperationException>(() => trainer.LearningRate = 0.1).Message, StringComparison.Ordinal);
        using var constant = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);
        Assert.Throws<ArgumentOutOfRangeException>(() => constant.LearningRate = double.NaN);
        Assert.Throws<ArgumentOutOfRangeException>(() => constant.LearningRate = -1);
        Assert.Equal(0.1, constant.LearningRate);
    }

    [Fact]
    public void Callback_ThatStops_EndsTheTraining()
    {
        using var net = new Line(seed: 1);
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);

        var history = Fit(trainer, new StopAfter(batches: 3), epochs: 10);

        Assert.Equal((3, 2), (trainer.Iterations, history.Epochs));
    }

    [Fact]
    public void Callback_WhoseNeedsArentMet_RefusesBeforeTraining()
    {
        using var net = new Line(seed: 1);
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);

        Assert.Equal("There is no val_loss.", Assert.Throws<ArgumentException>(() => Fit(trainer, new NeedsValidation())).Message);
        Assert.Equal(0, trainer.Iterations);
        Fit(trainer, new NeedsValidation(), validation: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Callback_ThatHandlesALossThatIsNoNumber_IsLeftToIt(bool handles)
    {
        using var net = new Line(seed: 1);
        net.Output.Bias!.Assign([float.NaN]);
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);
        var callback = new LooksAfterLoss(handles);

        if (handles)
            Fit(trainer, callback);
        else
            Assert.Throws<InvalidOperationException>(() => Fit(trainer, callback));

        Assert.Equal(handles ? double.NaN : 0, callback.LastLoss);
    }

    [Fact]
    public void Callback_WhenWarm_LetsStepsAllocateNothing()
    {
        using var net = new Classifier(seed: 1);
        using var trainer = net.Trainer(new SGD(0.1), Loss.SparseCategoricalCrossentropy);
        var counter = new AllocationCounter();

        trainer.Fit(Samples.Labelled(640), epochs: WarmAllocations.Rounds, batchSize: 16, callbacks: [counter], verbose: false, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(0, counter.BytesOfLastEpoch);
    }

    private static History Fit(Trainer trainer, Callback callback, bool validation = false, int epochs = 2)
    {
        var data = Samples.OnLine(16);
        return trainer.Fit(data, epochs, batchSize: 8, validation ? data : null, callbacks: [callback], verbose: false, cancellationToken: TestContext.Current.CancellationToken);
    }
}
