namespace GenNet.Tests.Models.Concurrency;

/// <summary>Weights that change during predictions are seen wholly or not at all.</summary>
public sealed class WeightChangeTests
{
    private const int Rows = 200;
    private static readonly float[] s_input = Inputs.Random(Rows * 6);

    [Fact]
    public void SetWeights_DuringPredict_IsSeenWhollyOrNotAtAll()
    {
        using var one = new DeepNet(seed: 1);
        using var two = new DeepNet(seed: 2);
        var (first, second) = (one.GetWeights(), two.GetWeights());
        CheckAlternation(one, two, (net, round) => net.SetWeights(round % 2 == 0 ? second : first));
    }

    [Fact]
    public void LoadWeights_DuringPredict_IsSeenWhollyOrNotAtAll()
    {
        using var one = new DeepNet(seed: 1);
        using var two = new DeepNet(seed: 2);
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var (first, second) = (Path.Combine(folder.FullName, "one.weights.h5"), Path.Combine(folder.FullName, "two.safetensors"));
            one.SaveWeights(first);
            two.SaveWeights(second);
            CheckAlternation(one, two, (net, round) => net.LoadWeights(round % 2 == 0 ? second : first));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void ReplaceWeights_DuringPredict_IsSeenWhollyOrNotAtAll()
    {
        using var one = new DeepNet(seed: 1);
        using var two = new DeepNet(seed: 2);
        CheckAlternation(one, two, static (net, round) =>
        {
            using var source = new DeepNet(seed: round % 2 == 0 ? 2u : 1u);
            var weights = net.NewWeights();
            source.WeightArena.All.CopyTo(weights.All);
            net.ReplaceWeights(weights);
        });
    }

    [Fact]
    public void Assign_DuringPredict_IsSeenWhollyOrNotAtAll()
    {
        using var one = new DeepNet(seed: 1);
        using var two = new DeepNet(seed: 2);
        two.SetWeights(one.GetWeights());
        two.Second.Kernel.Assign(Inputs.Random(48 * 48, seed: 9));
        var (first, second) = (one.Second.Kernel.Values.ToArray(), two.Second.Kernel.Values.ToArray());
        CheckAlternation(one, two, (net, round) => net.Second.Kernel.Assign(round % 2 == 0 ? second : first));
    }

    [Fact]
    public void Training_DuringPredict_IsSeenStepByStep()
    {
        const int Steps = 60;
        using var replay = new DeepNet(seed: 4);
        var possible = new List<float[]> { replay.Predict(s_input).Output.ToArray() };
        using (var trainer = replay.Trainer(new Adam(0.01), Loss.MeanSquaredError))
        {
            for (var step = 0; step < Steps; step++)
            {
                trainer.Step(s_input, Targets());
                possible.Add(replay.Predict(s_input).Output.ToArray());
            }
        }

        using var net = new DeepNet(seed: 4, Device.Cpu(2));
        using var concurrent = net.Trainer(new Adam(0.01), Loss.MeanSquaredError);
        WhilePredicting(
            net,
            output => possible.Exists(p => output.AsSpan().SequenceEqual(p)),
            () =>
            {
                for (var step = 0; step < Steps; step++)
                    concurrent.Step(s_input, Targets());
            });
        Assert.Equal(possible[^1], net.Predict(s_input).Output.ToArray());
    }

    [Fact]
    public void GetWeightsAndSaveWeights_DuringSetWeights_AreOfOneMoment()
    {
        using var one = new DeepNet(seed: 1);
        using var two = new DeepNet(seed: 2);
        var (first, second) = (one.GetWeights(), two.GetWeights());
        var path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "weights.safetensors");
        var ends = false;
        var setter = Background.Start(() =>
        {
            for (var round = 0; !Volatile.Read(ref ends); round++)
                one.SetWeights(round % 2 == 0 ? second : first);
        });
        for (var i = 0; i < 30; i++)
        {
            CheckIsOneOfBoth(one.GetWeights());
            one.SaveWeights(path);
            CheckIsOneOfBoth(DeepNet.FromWeights(path).GetWeights());
        }
        Volatile.Write(ref ends, true);
        setter.Join();
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

        void CheckIsOneOfBoth(DeepNet.Weights weights)
        {
            var expected = weights.First.Kernel.Values.AsSpan().SequenceEqual(first.First.Kernel.Values) ? first : second;
            Assert.Equal(expected.First.Kernel.Values, weights.First.Kernel.Values);
            Assert.Equal(expected.Second.Kernel.Values, weights.Second.Kernel.Values);
            Assert.Equal(expected.Output.Kernel.Values, weights.Output.Kernel.Values);
        }
    }

    [Fact]
    public void ReplaceWeights_WithSomeKept_TakesThemFromTheOldOnes()
    {
        using var net = new DeepNet(seed: 1);
        var kernel = net.Second.Kernel.ToTensor().Values;

        net.ReplaceWeights(net.NewWeights(), net.Second.Kernel.Description);

        Assert.Equal(kernel, net.Second.Kernel.ToTensor().Values);
        Assert.All(net.First.Kernel.ToTensor().Values, static v => Assert.Equal(0, v));
    }

    [Fact]
    public void Predict_FromACallbackOfFit_SeesTheStep()
    {
        using var net = new DeepNet(seed: 1);
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);
        var outputs = new List<float[]>();
        trainer.Fit(
            Dataset.From(Rows, s_input, Targets()),
            batchSize: 50,
            shuffle: false,
            callbacks: [new OnBatch(() => outputs.Add(net.Predict(s_input).Output.ToArray()))],
            verbose: false, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(4, outputs.Count);
        Assert.Equal(4, outputs.Select(static o => o[0]).Distinct().Count());
        Assert.Equal(outputs[^1], net.Predict(s_input).Output.ToArray());
    }

    [Fact]
    public void Callbacks_OfFit_MayChangeWeightsAndWaitForOtherThreads()
    {
        using var net = new DeepNet(seed: 1);
        using var source = new DeepNet(seed: 2);
        var path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "source.safetensors");
        source.SaveWeights(path);
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);
        var data = Dataset.From(Rows, s_input, Targets());
        trainer.Fit(
            data,
            batchSize: 50,
            callbacks: [new OnBatch(() =>
            {
                net.LoadWeights(path);
                net.Output.Bias!.Assign([1, 2, 3, 4]);
                net.SetWeights(net.GetWeights());
                net.SaveWeights(path + ".safetensors");
                net.Evaluate(data, Loss.MeanSquaredError);
                Background.Start(2, _ => net.Predict(s_input, new float[Rows * 4])).Join();
            })],
            verbose: false,
            cancellationToken: TestContext.Current.CancellationToken);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

        Assert.Equal(source.Second.Kernel.ToTensor().Values, net.Second.Kernel.ToTensor().Values);
        Assert.Equal([1, 2, 3, 4], net.Output.Bias!.ToTensor().Values);
    }

    [Fact]
    public void Fit_WhileAnotherTrainerIsAtIt_IsRefused()
    {
        using var net = new DeepNet(seed: 1);
        using var trainer = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);
        using var other = net.Trainer(new SGD(0.1), Loss.MeanSquaredError);
        var data = Dataset.From(Rows, s_input, Targets());
        var messages = new List<string>();
        trainer.Fit(data, batchSize: Rows, callbacks: [new OnBatch(() =>
        {
            messages.Add(Assert.Throws<InvalidOperationException>(() => other.Fit(data, verbose: false, cancellationToken: TestContext.Current.CancellationToken)).Message);
            messages.Add(Assert.Throws<InvalidOperationException>(() => other.Step(data)).Message);
            messages.Add(Assert.Throws<InvalidOperationException>(() => trainer.Fit(data, verbose: false, cancellationToken: TestContext.Current.CancellationToken)).Message);
            messages.Add(Assert.Throws<InvalidOperationException>(() => trainer.Step(data)).Message);
        })], verbose: false, cancellationToken: TestContext.Current.CancellationToken);

        Assert.All(messages.Take(2), static m => Assert.Contains("DeepNet is being trained by another Trainer", m, StringComparison.Ordinal));
        Assert.All(messages.Skip(2), static m => Assert.Contains("Fit or Step of this trainer is running", m, StringComparison.Ordinal));
        Assert.Equal(1, trainer.Iterations);
        other.Fit(data, verbose: false, cancellationToken: TestContext.Current.CancellationToken);
    }

    private static float[] Targets() => Inputs.Random(Rows * 4, seed: 8);

    private static void CheckAlternation(DeepNet one, DeepNet two, Action<DeepNet, int> change)
    {
        var (first, second) = (one.Predict(s_input).Output.ToArray(), two.Predict(s_input).Output.ToArray());
        Assert.NotEqual(first, second);
        using var net = new DeepNet(seed: 1, Device.Cpu(2));
        var seen = new int[2];
        WhilePredicting(
            net,
            output =>
            {
                var isFirst = output.AsSpan().SequenceEqual(first);
                Interlocked.Increment(ref seen[isFirst ? 0 : 1]);
                return isFirst || output.AsSpan().SequenceEqual(second);
            },
            () =>
            {
                for (var round = 0; round < 100 || (round < 20_000 && (Volatile.Read(ref seen[0]) == 0 || Volatile.Read(ref seen[1]) == 0)); round++)
                    change(net, round);
            });
        Assert.All(seen, static s => Assert.True(s > 0, "One of the two was never seen: the test proves nothing."));
    }

    private static void WhilePredicting(DeepNet net, Func<float[], bool> isRight, Action change)
    {
        var ends = false;
        var threads = Background.Start(3, _ =>
        {
            var output = new float[Rows * 4];
            while (!Volatile.Read(ref ends))
            {
                net.Predict(s_input, output);
                Assert.True(isRight(output), "A prediction is of neither the old weights nor the new ones.");
            }
        });
        try
        {
            change();
        }
        finally
        {
            Volatile.Write(ref ends, true);
            threads.Join();
        }
    }
}
