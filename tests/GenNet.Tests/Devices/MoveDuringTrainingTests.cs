using GenNet.Tests.Training;

namespace GenNet.Tests.Devices;

public sealed class MoveDuringTrainingTests
{
    [Fact]
    public void To_FromACallbackOfFit_IsRefusedAndTheModelStays()
    {
        using var net = new Line(1, Device.Cpu(1));
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);
        var device = net.Device;
        var mover = new Mover(net);

        trainer.Fit(Samples.OnLine(8), callbacks: [mover], verbose: false, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Contains("To was called while a Trainer's Fit or Step has not returned", mover.Error!.Message, StringComparison.Ordinal);
        Assert.Same(device, net.Device);
        Assert.NotSame(device, net.To(Device.Cpu(1)).Device);
        trainer.Fit(Samples.OnLine(8), verbose: false, cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public void WaitForRunningCalls_WhileACallRuns_WaitsForThatOneAlone()
    {
        var gate = new WeightGate("Net");
        var running = gate.Enter();
        var waiter = Models.Concurrency.Background.Start(gate.WaitForRunningCalls);
        Assert.False(waiter.Join(TimeSpan.FromMilliseconds(30)));

        running.Exit();
        var later = gate.Enter();

        Assert.True(waiter.Join(TimeSpan.FromSeconds(30)));
        later.Exit();
    }

    private sealed class Mover(Model model) : Callback
    {
        public InvalidOperationException? Error { get; private set; }

        public override void OnBatchEnd(int batch) => Error = Assert.Throws<InvalidOperationException>(() => model.To(Device.Cpu(1)));
    }
}
