using System.Runtime.CompilerServices;

namespace GenNet.Tests.Models.Concurrency;

/// <summary>Memory that a thread was lent for results goes with the thread or with the model, whichever ends first.</summary>
[Collection(nameof(BorrowedMemoryTests))]
public sealed class BorrowedMemoryTests
{
    // 400 rows of 16,384 outputs: 26 MB a model and thread, 524 MB altogether.
    private const int Count = 20;
    private const long Kept = 100_000_000;

    [Fact]
    public void BorrowedMemory_WhenModelsAreDropped_GoesWithThem()
    {
        var before = Memory();

        var models = PredictAndDrop();

        Assert.InRange(Memory() - before, long.MinValue, Kept);
        Assert.DoesNotContain(models, static m => m.IsAlive);
    }

    [Fact]
    public void BorrowedMemory_WhenThreadsEnd_GoesWithThem()
    {
        using var net = new WideNet(seed: 1);
        var input = new float[400];
        var before = Memory();

        for (var i = 0; i < Count; i++)
            Background.Start(() => _ = net.Predict(input).Rows).Join();

        Assert.InRange(Memory() - before, long.MinValue, Kept);
        Assert.Equal(400, net.Predict(input).Rows);
    }

    [Fact]
    public void BorrowedMemory_WhenModelsAreDisposed_GoesThoughSomebodyHoldsThem()
    {
        var before = Memory();

        var models = Enumerable.Range(0, Count).Select(static _ =>
        {
            var net = new WideNet(seed: 1);
            _ = net.Predict(new float[400]).Rows;
            net.Dispose();
            return net;
        }).ToArray();

        Assert.InRange(Memory() - before, long.MinValue, Kept);
        GC.KeepAlive(models);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] PredictAndDrop() => [.. Enumerable.Range(0, Count).Select(static _ =>
    {
        var net = new WideNet(seed: 1);
        _ = net.Predict(new float[400]).Rows;
        return new WeakReference(net);
    })];

    private static long Memory()
    {
        for (var i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}

/// <summary>Tests that measure all managed memory run alone.</summary>
[CollectionDefinition(nameof(BorrowedMemoryTests), DisableParallelization = true)]
public sealed class BorrowedMemoryCollection;
