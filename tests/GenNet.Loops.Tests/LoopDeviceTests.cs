namespace GenNet.Loops.Tests;

public sealed class LoopDeviceTests
{
    private readonly LoopDevice _device = new();

    [Fact]
    public void Predict_OnADeviceOfAnotherAssembly_AnswersAsTheCpu()
    {
        using var cpu = new Mlp(7, Device.Cpu(1));
        using var net = new Mlp(7, _device);

        Samples.AssertClose(cpu.Predict(Samples.Input).Output, net.Predict(Samples.Input).Output);
        Samples.AssertClose(cpu.Predict(Samples.Input.AsSpan(0, 6)).Output, net.Predict(Samples.Input.AsSpan(0, 6)).Output);
        Assert.Equal((2, 1), (_device.Predictions, _device.Uploads));
    }

    public static TheoryData<Optimizer> Optimizers => [new SGD(0.1), new SGD(0.1, momentum: 0.9, nesterov: true), new Adam(0.01)];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Step_OnADeviceOfAnotherAssembly_TrainsAsTheCpu(Optimizer optimizer)
    {
        using var cpu = new Mlp(7, Device.Cpu(1));
        using var net = new Mlp(7, _device);
        using var expected = cpu.Trainer(optimizer, Loss.MeanSquaredError);
        using var trainer = net.Trainer(optimizer, Loss.MeanSquaredError);

        for (var i = 0; i < 5; i++)
            Assert.Equal(expected.Step(Samples.Input, Samples.Targets), trainer.Step(Samples.Input, Samples.Targets), Samples.Tolerance);

        Assert.Equal((5, 5L), (_device.Steps, trainer.Iterations));
        Samples.AssertSameWeights(cpu, net);
    }

    [Fact]
    public void Weights_ThatATrainingChanges_StayOnTheDeviceUntilTheyAreAskedFor()
    {
        using var net = new Mlp(7, _device);
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);
        for (var i = 0; i < 5; i++)
            trainer.Step(Samples.Input, Samples.Targets);
        net.Predict(Samples.Input);
        Assert.Equal((1, 0), (_device.Uploads, _device.Downloads));

        _ = net.Output.Bias!.Values;
        _ = net.GetWeights();

        Assert.Equal((1, 1), (_device.Uploads, _device.Downloads));
    }

    [Fact]
    public void Assign_AfterTraining_ChangesThatVariableAlone()
    {
        using var net = new Mlp(7, _device);
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);
        trainer.Step(Samples.Input, Samples.Targets);
        var trained = net.GetWeights();
        trainer.Step(Samples.Input, Samples.Targets);
        net.SetWeights(trained);
        trainer.Step(Samples.Input, Samples.Targets);
        net.Output.Bias!.Assign([1, 2, 3]);
        var after = net.GetWeights();
        using var cpu = new Mlp(0, Device.Cpu(1));
        cpu.SetWeights(after);

        Assert.Equal([1f, 2f, 3f], after.Output.Bias.Values.ToArray());
        Assert.NotEqual(trained.Output.Kernel.Values.ToArray(), after.Output.Kernel.Values.ToArray());
        Samples.AssertClose(cpu.Predict(Samples.Input).Output, net.Predict(Samples.Input).Output);
    }

    [Fact]
    public void SaveWeights_AfterTraining_SavesWhatTheDeviceHas()
    {
        using var net = new Mlp(7, _device);
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);
        trainer.Step(Samples.Input, Samples.Targets);
        var folder = Directory.CreateTempSubdirectory("gennet-devices-");
        try
        {
            var path = Path.Combine(folder.FullName, "net.weights.h5");
            net.SaveWeights(path);
            using var cpu = Mlp.FromWeights(path, device: Device.Cpu(1));
            using var other = new Mlp(1, _device);
            other.Predict(Samples.Input);
            other.LoadWeights(path);

            Samples.AssertSameWeights(net, cpu);
            Samples.AssertClose(cpu.Predict(Samples.Input).Output, other.Predict(Samples.Input).Output);
            Assert.Equal(2, _device.LivingWeights);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Evaluate_OnADeviceOfAnotherAssembly_MeasuresAsTheCpu()
    {
        using var cpu = new Mlp(7, Device.Cpu(1));
        using var net = new Mlp(7, _device);
        var data = Dataset.From(Samples.Rows, Samples.Input, Samples.Targets);

        Assert.Equal(cpu.Evaluate(data, Loss.MeanSquaredError)["loss"], net.Evaluate(data, Loss.MeanSquaredError)["loss"], Samples.Tolerance);
    }

    [Fact]
    public void Dispose_OfModelAndTrainer_LeavesNothingOnTheDevice()
    {
        var net = new Mlp(7, _device);
        var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);
        trainer.Step(Samples.Input, Samples.Targets);
        net.Predict(Samples.Input);
        trainer.Dispose();
        net.Dispose();

        Assert.Equal((0, 0), (_device.LivingWeights, _device.LivingRunners));
    }

    [Fact]
    public void Model_ThatTheDeviceHasNoCodeFor_IsRefusedByName()
    {
        Assert.Contains(
            "GenNet.Loops.Tests.ConvNet can't run on Loops: it has no Conv2D as Output is.",
            Assert.Throws<NotSupportedException>(() => new ConvNet(0, _device)).Message, StringComparison.Ordinal);
        using var net = new Mlp(0, _device);
        Assert.Contains("with adam", Assert.Throws<NotSupportedException>(() => net.Trainer(new Adam { ClipNorm = 1 }, Loss.MeanSquaredError)).Message, StringComparison.Ordinal);
    }
}
