namespace GenNet.Devices.Cpu;

/// <summary>The threads that share a kernel's work.</summary>
internal sealed class WorkerPool(int threads) : IDisposable
{
    /// <summary>A pool that does everything on the caller's thread.</summary>
    public static WorkerPool Inline { get; } = new(1);

    /// <summary>Number of threads, the caller's included.</summary>
    public int Threads { get; } = threads;

    /// <summary>Does pieces 0 to <paramref name="count"/> - 1 of <paramref name="body"/>.</summary>
    public void For<TBody>(int count, ref TBody body)
        where TBody : struct, IParallelBody
    {
        for (var index = 0; index < count; index++)
            body.Invoke(index, 0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
