namespace GenNet.Tests.Models.Concurrency;

/// <summary>One instance, many threads: every result is the one that a single thread gets.</summary>
public sealed class ConcurrentPredictTests
{
    private const int Threads = 6;

    // One row, a few, one tile, several tiles.
    private static readonly int[] s_batches = [1, 2, 7, 128, 300, 700];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Predict_OfOneInputAndOutput_FromManyThreads_IsRight(int workers)
    {
        using var net = new DeepNet(seed: 3, Device.Cpu(workers));
        var inputs = s_batches.Select(static rows => Inputs.Random(rows * 6, seed: rows)).ToArray();
        var expected = inputs.Select(input => net.Predict(input).Output.ToArray()).ToArray();

        Run(random =>
        {
            var batch = random.Next(inputs.Length);
            if (random.Next(2) == 0)
            {
                var output = new float[s_batches[batch] * 4];
                net.Predict(inputs[batch], output);
                Assert.True(output.AsSpan().SequenceEqual(expected[batch]));
            }
            else
            {
                var prediction = net.Predict(inputs[batch]);
                Thread.Yield();
                Assert.Equal(s_batches[batch], prediction.Rows);
                Assert.True(prediction.Output.SequenceEqual(expected[batch]));
            }
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Predict_OfConvolutions_FromManyThreads_IsRight(int workers)
    {
        using var net = new Training.SmallConvNet(seed: 3, Device.Cpu(workers));
        var inputs = s_batches.Select(static rows => Inputs.Random(rows * 64, seed: rows)).ToArray();
        var expected = inputs.Select(input => net.Predict(input).Output.ToArray()).ToArray();

        Run(random =>
        {
            var batch = random.Next(inputs.Length);
            Assert.True(net.Predict(inputs[batch]).Output.SequenceEqual(expected[batch]));
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Predict_OfSeveralInputsAndOutputs_FromManyThreads_IsRight(int workers)
    {
        using var net = new CrossNet(seed: 3, Device.Cpu(workers));
        var first = s_batches.Select(static rows => Inputs.Random(rows * 8, seed: rows)).ToArray();
        var second = s_batches.Select(static rows => Inputs.Random(rows * 3, seed: -rows)).ToArray();
        var expected = s_batches.Select((_, i) =>
        {
            var prediction = net.Predict(first[i], second[i]);
            return (Score: prediction.Score.ToArray(), Hidden: prediction.Hidden.ToArray());
        }).ToArray();

        Run(random =>
        {
            var batch = random.Next(s_batches.Length);
            var rows = s_batches[batch];
            if (random.Next(2) == 0)
            {
                var (score, hidden, echo) = (new float[rows * 5], new float[rows * 16], new float[rows * 3]);
                net.Predict(first[batch], second[batch], score, hidden, echo);
                Assert.Equal(expected[batch].Score, score);
                Assert.Equal(expected[batch].Hidden, hidden);
                Assert.Equal(second[batch], echo);
            }
            else
            {
                var prediction = net.Predict(first[batch], second[batch]);
                Assert.True(prediction.Score.SequenceEqual(expected[batch].Score));
                Assert.True(prediction.Hidden.SequenceEqual(expected[batch].Hidden));
                Assert.True(prediction.Echo.SequenceEqual(second[batch]));
            }
        });
    }

    [Fact]
    public void Predict_OfTwoInstancesOnOneDevice_IsRight()
    {
        var device = Device.Cpu(3);
        using var one = new DeepNet(seed: 1, device);
        using var two = new DeepNet(seed: 2, device);
        var input = Inputs.Random(500 * 6);
        var (ofOne, ofTwo) = (one.Predict(input).Output.ToArray(), two.Predict(input).Output.ToArray());

        Run(random =>
        {
            var first = random.Next(2) == 0;
            Assert.True((first ? one : two).Predict(input).Output.SequenceEqual(first ? ofOne : ofTwo));
        });
    }

    [Fact]
    public void Predict_OnAnotherThread_LeavesThisThreadsResult()
    {
        using var net = new DeepNet(seed: 3);
        var (mine, others) = (Inputs.Random(6, 1), Inputs.Random(6, 2));
        var prediction = net.Predict(mine);
        var before = prediction.Output.ToArray();

        Background.Start(() => net.Predict(others)).Join();

        Assert.Equal(before, prediction.Output.ToArray());
    }

    [Fact]
    public void EverythingThatReads_FromManyThreads_IsRight()
    {
        using var net = new DeepNet(seed: 3, Device.Cpu(2));
        var input = Inputs.Random(300 * 6);
        var data = Dataset.From(300, input, new float[300 * 4]);
        var expected = net.Predict(input).Output.ToArray();
        var loss = net.Evaluate(data, Loss.MeanSquaredError)["loss"];
        var tensor = new Tensor(GenNet.Specs.TensorShape.Of(300, 6), input);
        var layer = net.First.Forward(tensor).Values;
        var kernel = net.GetWeights().Second.Kernel.Values;

        Run(random =>
        {
            switch (random.Next(5))
            {
                case 0: Assert.Equal(loss, net.Evaluate(data, Loss.MeanSquaredError)["loss"]); break;
                case 1: Assert.Equal(layer, net.First.Forward(tensor).Values); break;
                case 2: Assert.Equal(kernel, net.GetWeights().Second.Kernel.Values); break;
                default: Assert.True(net.Predict(input).Output.SequenceEqual(expected)); break;
            }
        });
    }

    private static void Run(Action<Random> call)
    {
        Background.Start(Threads, seed =>
        {
            var random = new Random(seed);
            for (var i = 0; i < 150; i++)
                call(random);
        }).Join();
    }
}
