using GenNet.Kernels;

namespace GenNet.Tests.Kernels;

public sealed unsafe class WorkerPoolTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void For_WithAnyNumberOfThreads_DoesEveryPieceOnce(int threads)
    {
        using var pool = new WorkerPool(threads);
        for (var round = 0; round < 1000; round++)
        {
            var count = round % 17;
            var body = new Counting { Counts = new int[count], Threads = threads };
            pool.For(count, ref body);
            Assert.All(body.Counts, static c => Assert.Equal(1, c));
        }
    }

    [Fact]
    public void For_WhenThreadsSleptInBetween_DoesEveryPiece()
    {
        using var pool = new WorkerPool(3);
        for (var round = 0; round < 20; round++)
        {
            var body = new Counting { Counts = new int[64], Threads = 3 };
            pool.For(64, ref body);
            Assert.All(body.Counts, static c => Assert.Equal(1, c));
            Thread.Sleep(2);
        }
    }

    [Fact]
    public void For_WithinFor_RunsOnTheSameThread()
    {
        using var pool = new WorkerPool(4);
        var body = new Nested { Pool = pool, Counts = new int[16 * 16] };
        pool.For(16, ref body);
        Assert.All(body.Counts, static c => Assert.Equal(1, c));
    }

    [Fact]
    public void For_WithinForOfALargerPool_NumbersItsOwnWorkers()
    {
        using var pool = new WorkerPool(4);
        using var inner = new WorkerPool(2);
        var body = new NestedInOther { Pool = inner };
        for (var round = 0; round < 200; round++)
            pool.For(16, ref body);
    }

    [Fact]
    public void For_FromTwoThreads_DoesEveryPieceOfBoth()
    {
        using var pool = new WorkerPool(2);
        Parallel.For(0, 8, _ =>
        {
            for (var round = 0; round < 200; round++)
            {
                var body = new Counting { Counts = new int[9], Threads = 2 };
                pool.For(9, ref body);
                Assert.All(body.Counts, static c => Assert.Equal(1, c));
            }
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void For_WhenAPieceThrows_ThrowsThatAndWorksAgain(int threads)
    {
        using var pool = new WorkerPool(threads);
        for (var round = 0; round < 50; round++)
        {
            var failing = new Failing();
            Assert.Throws<InvalidTimeZoneException>(() => pool.For(40, ref failing));
            var body = new Counting { Counts = new int[40], Threads = threads };
            pool.For(40, ref body);
            Assert.All(body.Counts, static c => Assert.Equal(1, c));
        }
    }

    [Fact]
    public void For_WhenWarm_AllocatesNothing()
    {
        using var pool = new WorkerPool(2);
        var body = default(Summing);
        pool.For(10, ref body);
        var before = GC.GetAllocatedBytesForCurrentThread();
        pool.For(10, ref body);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void For_WhenTheBodyChangesItself_HandsTheChangeBack()
    {
        using var pool = new WorkerPool(2);
        var body = default(Summing);
        pool.For(100, ref body);
        Assert.Equal(4950, body.Sum);
    }

    [Fact]
    public void Dispose_WhenWorkHasBeenDone_EndsTheThreads()
    {
        var pool = new WorkerPool(3);
        var body = new Threads { Seen = new Thread[200] };
        pool.For(200, ref body);
        pool.Dispose();
        Assert.All(body.Seen, static t => Assert.True(t == Thread.CurrentThread || !t.IsAlive));
    }

    private struct Counting : IParallelBody
    {
        public int[] Counts;
        public int Threads;

        public readonly void Invoke(int index, int worker)
        {
            Assert.InRange(worker, 0, Threads - 1);
            Interlocked.Increment(ref Counts[index]);
        }
    }

    private struct NestedInOther : IParallelBody
    {
        public WorkerPool Pool;

        public readonly void Invoke(int index, int worker)
        {
            var counting = new Counting { Counts = new int[9], Threads = 2 };
            Pool.For(9, ref counting);
            Assert.All(counting.Counts, static c => Assert.Equal(1, c));
        }
    }

    private struct Nested : IParallelBody
    {
        public WorkerPool Pool;
        public int[] Counts;

        public readonly void Invoke(int index, int worker)
        {
            var inner = new Inner { Counts = Counts, Row = index, Thread = Environment.CurrentManagedThreadId };
            Pool.For(16, ref inner);
        }
    }

    private struct Inner : IParallelBody
    {
        public int[] Counts;
        public int Row;
        public int Thread;

        public readonly void Invoke(int index, int worker)
        {
            Assert.Equal(Thread, Environment.CurrentManagedThreadId);
            Assert.Equal(0, worker);
            Interlocked.Increment(ref Counts[(Row * 16) + index]);
        }
    }

    private struct Failing : IParallelBody
    {
        public readonly void Invoke(int index, int worker)
        {
            if (index == 7)
                throw new InvalidTimeZoneException();
        }
    }

    private struct Summing : IParallelBody
    {
        public int Sum;

        public void Invoke(int index, int worker) => Interlocked.Add(ref Sum, index);
    }

    private struct Threads : IParallelBody
    {
        public Thread[] Seen;

        public readonly void Invoke(int index, int worker)
        {
            Seen[index] = Thread.CurrentThread;
            Thread.SpinWait(1000);
        }
    }
}
