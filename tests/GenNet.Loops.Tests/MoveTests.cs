namespace GenNet.Loops.Tests;

/// <summary>Models that go from one device to another.</summary>
public sealed class MoveTests
{
    private readonly LoopDevice _device = new();

    [Fact]
    public void To_AnotherDevice_KeepsTheWeightsAndLeavesNothingBehind()
    {
        using var net = new Mlp(7, Device.Cpu(1));
        var expected = net.Predict(Samples.Input).Output.ToArray();

        Assert.Same(net, net.To(_device));
        Assert.Same(_device, net.Device);
        Samples.AssertClose(expected, net.Predict(Samples.Input).Output);

        net.To(Device.Cpu(2));
        Assert.Equal(expected, net.Predict(Samples.Input).Output.ToArray());
        Assert.Equal((1, 0, 0), (_device.Predictions, _device.LivingWeights, _device.LivingRunners));
    }

    [Fact]
    public void To_TheCpuAfterTraining_TakesTheTrainedWeightsAlong()
    {
        using var net = new Mlp(7, _device);
        using (var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError))
            trainer.Step(Samples.Input, Samples.Targets);
        var expected = net.Predict(Samples.Input).Output.ToArray();

        net.To(Device.Cpu(1));

        Samples.AssertClose(expected, net.Predict(Samples.Input).Output);
        Assert.Equal((0, 0), (_device.LivingWeights, _device.LivingRunners));
    }

    [Fact]
    public void To_BetweenSteps_IsFollowedByTheTrainerWithItsSlots()
    {
        using var stays = new Mlp(7, Device.Cpu(1));
        using var moves = new Mlp(7, Device.Cpu(1));
        using var expected = stays.Trainer(new Adam(0.01), Loss.MeanSquaredError);
        using var trainer = moves.Trainer(new Adam(0.01), Loss.MeanSquaredError);

        foreach (var device in (Device[])[Device.Cpu(1), _device, Device.Cpu(2), _device])
        {
            moves.To(device);
            for (var i = 0; i < 2; i++)
                Assert.Equal(expected.Step(Samples.Input, Samples.Targets), trainer.Step(Samples.Input, Samples.Targets), Samples.Tolerance);
        }

        Assert.Equal((4, 8L), (_device.Steps, trainer.Iterations));
        Samples.AssertSameWeights(stays, moves);
        moves.To(Device.Cpu(1));
        trainer.Step(Samples.Input, Samples.Targets);
        Assert.Equal((0, 0), (_device.LivingWeights, _device.LivingRunners));
    }

    [Fact]
    public void To_ADeviceThatCantRunTheModel_LeavesItWhereItIs()
    {
        using var net = new ConvNet(7, Device.Cpu(1));
        var expected = net.Predict(new float[16]).Output.ToArray();

        Assert.Throws<NotSupportedException>(() => net.To(_device));

        Assert.Equal(expected, net.Predict(new float[16]).Output.ToArray());
        Assert.StartsWith("CPU", net.Device.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void Step_OnADeviceThatCantTrainWithTheOptimizer_IsRefusedAndGoesOnWhereItCan()
    {
        using var net = new Mlp(7, Device.Cpu(1));
        using var trainer = net.Trainer(new Adam(0.01) { ClipNorm = 1 }, Loss.MeanSquaredError);
        trainer.Step(Samples.Input, Samples.Targets);
        net.To(_device);

        Assert.Throws<NotSupportedException>(() => trainer.Step(Samples.Input, Samples.Targets));
        net.To(Device.Cpu(1));
        trainer.Step(Samples.Input, Samples.Targets);

        Assert.Equal(2, trainer.Iterations);
    }

    [Fact]
    public async Task To_WhilePredictionsRun_MixesNothing()
    {
        using var net = new Mlp(7, Device.Cpu(1));
        var expected = net.Predict(Samples.Input).Output.ToArray();
        var ends = false;
        var threads = Enumerable.Range(0, 3).Select(_ => Task.Run(
            () =>
            {
                var output = new float[expected.Length];
                while (!Volatile.Read(ref ends))
                {
                    net.Predict(Samples.Input, output);
                    Samples.AssertClose(expected, output);
                }
            },
            TestContext.Current.CancellationToken)).ToArray();

        for (var i = 0; i < 50; i++)
            net.To(i % 2 == 0 ? _device : Device.Cpu(1));
        Volatile.Write(ref ends, true);
        await Task.WhenAll(threads);

        Assert.Equal((0, 0), (_device.LivingWeights, _device.LivingRunners));
    }

    [Fact]
    public void To_OfADisposedModel_IsRefused()
    {
        var net = new Mlp(7, Device.Cpu(1));
        net.Dispose();

        Assert.Throws<ObjectDisposedException>(() => net.To(_device));
        Assert.Throws<ArgumentNullException>(() => net.To(null!));
        Assert.Equal(0, _device.LivingRunners);
    }
}
