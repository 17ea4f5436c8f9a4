namespace GenNet.Tests.Models.Concurrency;

public sealed class DisposeTests
{
    [Fact]
    public void Dispose_WhilePredictRuns_WaitsForItAndRefusesLaterCalls()
    {
        for (var round = 0; round < 20; round++)
        {
            var net = new DeepNet(seed: 3, Device.Cpu(2));
            var input = Inputs.Random(500 * 6);
            var expected = net.Predict(input).Output.ToArray();
            using var started = new CountdownEvent(3);
            var calls = new int[3];
            var threads = Background.Start(3, index =>
            {
                var output = new float[expected.Length];
                while (true)
                {
                    try
                    {
                        net.Predict(input, output);
                    }
                    catch (ObjectDisposedException)
                    {
                        return;
                    }
                    Assert.True(output.AsSpan().SequenceEqual(expected));
                    if (calls[index]++ == 0)
                        started.Signal();
                }
            });
            started.Wait(TestContext.Current.CancellationToken);

            net.Dispose();

            threads.Join();
            Assert.All(calls, static c => Assert.True(c > 0));
        }
    }

    [Fact]
    public void Dispose_WaitsForTheCallThatRuns()
    {
        var net = new DeepNet(seed: 3);
        using var reading = new ManualResetEventSlim();
        using var canEnd = new ManualResetEventSlim();
        var ended = false;
        var call = Background.Start(() =>
        {
            using var weights = net.ReadWeights();
            reading.Set();
            canEnd.Wait();
            Volatile.Write(ref ended, true);
        });
        reading.Wait(TestContext.Current.CancellationToken);
        var endedBefore = false;
        var disposing = Background.Start(() =>
        {
            net.Dispose();
            endedBefore = Volatile.Read(ref ended);
        });
        Assert.False(disposing.Join(TimeSpan.FromMilliseconds(50)));

        canEnd.Set();
        disposing.Join();
        call.Join();

        Assert.True(endedBefore);
    }

    [Fact]
    public void Dispose_Twice_AndFromManyThreads_IsFine()
    {
        var net = new DeepNet(seed: 3);
        Parallel.For(0, 8, _ => net.Dispose());
        net.Dispose();

        Assert.Throws<ObjectDisposedException>(() => net.Predict(new float[6], new float[4]));
        Assert.Throws<ObjectDisposedException>(() => net.Predict(new float[6]).Rows);
        Assert.Throws<ObjectDisposedException>(() => net.First.Kernel.Values.Length);
        Assert.Throws<ObjectDisposedException>(() => net.First.Kernel.Assign(new float[6 * 48]));
        Assert.Throws<ObjectDisposedException>(net.First.Kernel.ToTensor);
        Assert.Throws<ObjectDisposedException>(net.GetWeights);
        Assert.Throws<ObjectDisposedException>(() => net.SaveWeights(Path.Combine(Path.GetTempPath(), "disposed.weights.h5")));
        Assert.Throws<ObjectDisposedException>(() => net.Evaluate(Dataset.From(1, new float[6], new float[4]), Loss.MeanSquaredError));
        Assert.Throws<ObjectDisposedException>(() => net.First.Forward(new Tensor(GenNet.Specs.TensorShape.Of(1, 6), new float[6])));
        Assert.Throws<ObjectDisposedException>(() => net.Trainer(new SGD(0.1), Loss.MeanSquaredError));
    }

    [Fact]
    public void Dispose_OfATrainersModel_EndsItsSteps()
    {
        var net = new DeepNet(seed: 3);
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);
        net.Dispose();

        Assert.Throws<ObjectDisposedException>(() => trainer.Step(new float[6], new float[4]));
    }

    [Fact]
    public void Dispose_FromWithinACall_IsRefused()
    {
        using var net = new DeepNet(seed: 3);
        using (net.ReadWeights())
        {
            var error = Assert.Throws<InvalidOperationException>(net.Dispose);
            Assert.Contains("DeepNet: Dispose waits", error.Message, StringComparison.Ordinal);
        }
        net.Predict(new float[6], new float[4]);
    }

    [Fact]
    public void Dispose_FromACallbackOfFit_EndsTheFit()
    {
        var net = new DeepNet(seed: 3);
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);

        Assert.Throws<ObjectDisposedException>(() => trainer.Fit(
            Dataset.From(8, new float[8 * 6], new float[8 * 4]), batchSize: 2, callbacks: [new OnBatch(net.Dispose)], verbose: false, cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void DisposeOfTheTrainer_FromACallbackOfFit_EndsTheFitAndLeavesTheModel()
    {
        using var net = new DeepNet(seed: 3);
        var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);

        Assert.Throws<ObjectDisposedException>(() => trainer.Fit(
            Dataset.From(8, new float[8 * 6], new float[8 * 4]), batchSize: 2, callbacks: [new OnBatch(trainer.Dispose)], verbose: false, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(1, trainer.Iterations);
        Assert.Throws<ObjectDisposedException>(() => trainer.Step(new float[6], new float[4]));
        trainer.Dispose();

        using var another = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);
        another.Step(new float[6], new float[4]);
    }
}

/// <summary>Does something after every step.</summary>
internal sealed class OnBatch(Action action) : Callback
{
    public override void OnBatchEnd(int batch) => action();
}
