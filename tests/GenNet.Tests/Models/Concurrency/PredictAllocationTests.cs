using GenNet.TestSupport;

namespace GenNet.Tests.Models.Concurrency;

public sealed class PredictAllocationTests
{
    private const int Rows = 300;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(1, Rows)]
    [InlineData(3, Rows)]
    public void Predict_WhenWarm_AllocatesNothing(int workers, int rows)
    {
        using var net = new DeepNet(1, Device.Cpu(workers));
        var (input, output) = (new float[rows * 6], new float[rows * 4]);

        Assert.Equal(0, WarmAllocations.Of(() => net.Predict(input, output)));
        Assert.Equal(0, WarmAllocations.Of(() => _ = net.Predict(input).Rows));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Rows)]
    public void Predict_OfSeveralInputsAndOutputs_WhenWarm_AllocatesNothing(int rows)
    {
        using var net = new CrossNet(1, Device.Cpu(2));
        var (first, second) = (new float[rows * 8], new float[rows * 3]);
        var (score, hidden, echo) = (new float[rows * 5], new float[rows * 16], new float[rows * 3]);

        Assert.Equal(0, WarmAllocations.Of(() => net.Predict(first, second, score, hidden, echo)));
        Assert.Equal(0, WarmAllocations.Of(() => _ = net.Predict(first, second).Rows));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Rows)]
    public void Predict_FromTwoThreadsAtOnce_WhenWarm_AllocatesNothing(int rows)
    {
        using var net = new DeepNet(1, Device.Cpu(2));
        // Two calls at once, for certain: both have a place in the gate before either begins.
        using (net.ReadWeights())
            net.Predict(new float[rows * 6], new float[rows * 4]);
        net.Predict(new float[rows * 6], new float[rows * 4]);
        var bytes = new long[2];
        var (round, isWarm) = (0, false);
        using var barrier = new Barrier(2, _ => isWarm = ++round == WarmAllocations.Rounds || (round > 1 && bytes is [0, 0]));
        Background.Start(2, index =>
        {
            var (input, output) = (new float[rows * 6], new float[rows * 4]);
            while (!Volatile.Read(ref isWarm))
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                for (var i = 0; i < 300; i++)
                {
                    net.Predict(input, output);
                    _ = net.Predict(input).Rows;
                }
                bytes[index] = GC.GetAllocatedBytesForCurrentThread() - before;
                barrier.SignalAndWait();
            }
        }).Join();

        Assert.Equal([0L, 0L], bytes);
    }
}
