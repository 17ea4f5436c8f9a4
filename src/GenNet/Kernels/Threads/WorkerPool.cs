using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace GenNet.Kernels;

/// <summary>
/// The threads that share a kernel's work. Starting work allocates nothing; idle threads spin for half a millisecond, because a model's
/// next layer or batch follows at once and waking a thread takes longer than a layer, and then sleep. One piece of work has the threads at
/// a time: work started from within other work, or while another thread has them, is done by the thread that starts it.
/// </summary>
internal sealed unsafe class WorkerPool : IDisposable
{
    [ThreadStatic]
    private static bool t_isWorker;

    private readonly ParallelJob _job = new();
    private readonly Worker[] _workers;
    private int _busy;
    private bool _started;

    /// <summary>A pool of <paramref name="threads"/> threads, the caller's included.</summary>
    public WorkerPool(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Threads = threads;
        _workers = new Worker[threads - 1];
        for (var i = 0; i < _workers.Length; i++)
            _workers[i] = new(_job, i + 1);
        if (threads == 1)
            GC.SuppressFinalize(this);
    }

    // Workers know their job, not the pool: a pool that nobody holds any more lets them go.
    ~WorkerPool() => Stop();

    /// <summary>A pool that does everything on the caller's thread.</summary>
    public static WorkerPool Inline { get; } = new(1);

    /// <summary>Number of threads, the caller's included.</summary>
    public int Threads { get; }

    /// <summary>
    /// Does pieces 0 to <paramref name="count"/> - 1 of <paramref name="body"/>, in any order, and returns when all are done. No two pieces
    /// of one call run at the same time with the same worker number, which is less than <see cref="Threads"/>; pieces of other calls may.
    /// </summary>
    /// <exception cref="Exception">What a piece threw first; pieces not yet begun are left out then.</exception>
    public void For<TBody>(int count, ref TBody body)
        where TBody : struct, IParallelBody
    {
        if (count <= 1 || Threads == 1 || t_isWorker || Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            for (var index = 0; index < count; index++)
                body.Invoke(index, 0);
            return;
        }
        // On the stack, where the garbage collector leaves it: the workers have its address.
        var local = body;
        _job.Begin(count, &Invoke<TBody>, Unsafe.AsPointer(ref local));
        var helpers = Math.Min(_workers.Length, count - 1);
        try
        {
            if (!_started)
                Start();
            for (var i = 0; i < helpers; i++)
                _workers[i].Assign();
            _job.Run(0);
            for (var i = 0; i < helpers; i++)
                _workers[i].Join();
        }
        finally
        {
            body = local;
            Volatile.Write(ref _busy, 0);
        }
        _job.ThrowFailure();
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        Stop();
        if (_started)
        {
            foreach (var worker in _workers)
                worker.Thread.Join();
        }
        GC.SuppressFinalize(this);
    }

    private static void Invoke<TBody>(void* body, int index, int worker)
        where TBody : struct, IParallelBody => Unsafe.AsRef<TBody>(body).Invoke(index, worker);

    private void Start()
    {
        foreach (var worker in _workers)
            worker.Thread.Start();
        _started = true;
    }

    private void Stop()
    {
        foreach (var worker in _workers)
            worker?.Stop();
    }

    /// <summary>One of the pool's own threads. Its state is the only thing it and the pool talk through.</summary>
    private sealed class Worker
    {
        private const int Asleep = -1;
        private const int Idle = 0;
        private const int Assigned = 1;
        private const int Running = 2;
        private const int Stopped = 3;
        private const int SpinMicroseconds = 500;

        private readonly ParallelJob _job;
        private readonly int _number;
        private readonly AutoResetEvent _wake = new(false);
        private int _state;

        public Worker(ParallelJob job, int number)
        {
            _job = job;
            _number = number;
            Thread = new(Loop) { IsBackground = true, Name = $"GenNet worker {number}" };
        }

        public Thread Thread { get; }

        public void Assign()
        {
            if (Interlocked.Exchange(ref _state, Assigned) == Asleep)
                _wake.Set();
        }

        /// <summary>Waits for the end of what was assigned, unless it wasn't begun: then there is nothing left to do.</summary>
        public void Join()
        {
            if (Interlocked.CompareExchange(ref _state, Idle, Assigned) == Assigned)
                return;
            var spin = default(SpinWait);
            while (Volatile.Read(ref _state) == Running)
                spin.SpinOnce(sleep1Threshold: -1);
        }

        public void Stop()
        {
            Interlocked.Exchange(ref _state, Stopped);
            _wake.Set();
        }

        private void Loop()
        {
            t_isWorker = true;
            while (true)
            {
                switch (Interlocked.CompareExchange(ref _state, Running, Assigned))
                {
                    case Assigned:
                        _job.Run(_number);
                        Interlocked.CompareExchange(ref _state, Idle, Running);
                        break;
                    case Stopped:
                        return;
                    default:
                        WaitForChange();
                        break;
                }
            }
        }

        private void WaitForChange()
        {
            var end = Stopwatch.GetTimestamp() + (SpinMicroseconds * Stopwatch.Frequency / 1_000_000);
            while (Environment.ProcessorCount > 1 && Stopwatch.GetTimestamp() < end)
            {
                if (Volatile.Read(ref _state) != Idle)
                    return;
                Thread.SpinWait(10);
            }
            if (Interlocked.CompareExchange(ref _state, Asleep, Idle) == Idle)
                _wake.WaitOne();
        }
    }
}
