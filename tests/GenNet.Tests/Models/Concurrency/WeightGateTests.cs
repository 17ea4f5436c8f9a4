namespace GenNet.Tests.Models.Concurrency;

public sealed class WeightGateTests
{
    [Fact]
    public void Enter_FromManyThreads_GivesEachAPlaceOfItsOwn()
    {
        var gate = new WeightGate("Net");
        using var barrier = new Barrier(5);
        var readers = new WeightReader[5];
        Background.Start(5, index =>
        {
            readers[index] = gate.Enter();
            barrier.SignalAndWait();
            readers[index].Exit();
        }).Join();
        Assert.Equal(5, readers.Distinct().Count());
    }

    [Fact]
    public void Enter_AfterOthersLeft_UsesTheirPlaces()
    {
        var gate = new WeightGate("Net");
        var first = gate.Enter();
        first.Exit();
        WeightReader? second = null;
        Background.Start(1, _ =>
        {
            second = gate.Enter();
            second.Exit();
        }).Join();
        Assert.Same(first, second);
    }

    [Fact]
    public void Enter_WithinAChangeOfTheSameThread_IsRefused()
    {
        var gate = new WeightGate("Net");
        using (gate.BeginChange("Assign"))
        {
            Assert.Contains("half old and half new", Assert.Throws<InvalidOperationException>(() => gate.Enter()).Message, StringComparison.Ordinal);
            Assert.Throws<InvalidOperationException>(() => gate.EnterLong());
            Assert.Throws<InvalidOperationException>(() => gate.BeginChange("Assign").Dispose());
            Assert.Throws<InvalidOperationException>(() => gate.BeginExchange("LoadWeights").Dispose());
        }
        gate.Enter().Exit();
    }

    [Fact]
    public void BeginChange_WithinAReadingOfTheSameThread_IsRefused()
    {
        var gate = new WeightGate("Net");
        var reader = gate.Enter();
        Assert.Contains("Net: Assign waits", Assert.Throws<InvalidOperationException>(() => gate.BeginChange("Assign").Dispose()).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => gate.BeginExchange("LoadWeights").Dispose());
        reader.Exit();
        gate.BeginChange("Assign").Dispose();
    }

    [Fact]
    public void Enter_WithinAReading_WhileAChangeWaits_DoesNotWait()
    {
        var gate = new WeightGate("Net");
        var outer = gate.Enter();
        var changer = Background.Start(() => gate.BeginChange("Assign").Dispose());
        Assert.False(changer.Join(TimeSpan.FromMilliseconds(30)));

        gate.Enter().Exit();
        gate.EnterLong().Exit();

        outer.Exit();
        changer.Join();
    }

    [Fact]
    public void Enter_WhileAChangeWaitsForALongReading_DoesNotWait()
    {
        var gate = new WeightGate("Net");
        var isLong = gate.EnterLong();
        var changer = Background.Start(() => gate.BeginChange("Assign").Dispose());
        Assert.False(changer.Join(TimeSpan.FromMilliseconds(30)));

        var reader = Background.Start(() => gate.Enter().Exit());
        Assert.True(reader.Join(TimeSpan.FromSeconds(30)));

        isLong.Exit();
        changer.Join();
    }

    [Fact]
    public void Enter_WhileChangesFollowEachOther_ComesBetweenThem()
    {
        var gate = new WeightGate("Net");
        var ends = false;
        var changer = Background.Start(() =>
        {
            while (!Volatile.Read(ref ends))
            {
                using var change = gate.BeginChange("a training step");
                Thread.SpinWait(10_000);
            }
        });
        for (var i = 0; i < 200; i++)
            gate.Enter().Exit();
        Volatile.Write(ref ends, true);
        changer.Join();
    }

    [Fact]
    public void BeginChange_WhileReadingsFollowEachOther_ComesBetweenThem()
    {
        var gate = new WeightGate("Net");
        var ends = false;
        var readers = Background.Start(4, _ =>
        {
            while (!Volatile.Read(ref ends))
            {
                var reader = gate.Enter();
                Thread.SpinWait(1000);
                reader.Exit();
            }
        });
        for (var i = 0; i < 200; i++)
            gate.BeginChange("Assign").Dispose();
        Volatile.Write(ref ends, true);
        readers.Join();
    }

    [Fact]
    public void ReadersAndChanges_FromManyThreads_NeverMeet()
    {
        var gate = new WeightGate("Net");
        var (first, second, torn) = (0L, 0L, 0);
        Background.Start(6, index =>
        {
            for (var i = 0; i < 3000; i++)
            {
                if (index < 2 && i % 10 == 0)
                {
                    using var change = gate.BeginChange("Assign");
                    first++;
                    Thread.SpinWait(20);
                    second++;
                }
                else
                {
                    var reader = i % 100 == 1 ? gate.EnterLong() : gate.Enter();
                    if (Volatile.Read(ref first) != Volatile.Read(ref second))
                        Interlocked.Increment(ref torn);
                    reader.Exit();
                }
            }
        }).Join();
        Assert.Equal(0, torn);
        Assert.Equal(600, first);
    }

    [Fact]
    public void Enter_WhenWarm_AllocatesNothing()
    {
        var gate = new WeightGate("Net");
        gate.Enter().Exit();
        gate.BeginChange("Assign").Dispose();
        var before = GC.GetAllocatedBytesForCurrentThread();
        gate.Enter().Exit();
        gate.BeginChange("Assign").Dispose();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
