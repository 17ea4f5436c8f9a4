using System.Runtime.ExceptionServices;

namespace GenNet.Kernels;

/// <summary>The work that a <see cref="WorkerPool"/>'s threads are doing: whoever is free takes the next piece.</summary>
internal sealed unsafe class ParallelJob
{
    private delegate*<void*, int, int, void> _invoke;
    private void* _body;
    private int _count;
    private int _next;
    private Exception? _failure;

    public void Begin(int count, delegate*<void*, int, int, void> invoke, void* body)
    {
        _count = count;
        _invoke = invoke;
        _body = body;
        _next = 0;
    }

    /// <summary>Takes pieces until none is left. Keeps the first exception for <see cref="ThrowFailure"/>.</summary>
    public void Run(int worker)
    {
        try
        {
            while (true)
            {
                var index = Interlocked.Increment(ref _next) - 1;
                if ((uint)index >= (uint)_count)
                    return;
                _invoke(_body, index, worker);
            }
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _failure, e, null);
            Interlocked.Exchange(ref _next, _count);
        }
    }

    public void ThrowFailure()
    {
        if (Interlocked.Exchange(ref _failure, null) is { } failure)
            ExceptionDispatchInfo.Throw(failure);
    }
}
