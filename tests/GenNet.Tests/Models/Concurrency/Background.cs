using System.Runtime.ExceptionServices;

namespace GenNet.Tests.Models.Concurrency;

/// <summary>Threads of a test. What one of them throws first is thrown when they are joined.</summary>
internal sealed class Background
{
    private readonly Thread[] _threads;
    private ExceptionDispatchInfo? _failure;

    private Background(int count, Action<int> action)
    {
        _threads = [.. Enumerable.Range(0, count).Select(index => new Thread(() =>
        {
            try
            {
                action(index);
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(e), null);
            }
        }))];
        foreach (var thread in _threads)
            thread.Start();
    }

    /// <summary>Starts <paramref name="action"/> on a thread.</summary>
    public static Background Start(Action action) => new(1, _ => action());

    /// <summary>Starts <paramref name="action"/> on several threads, which it is told the number of.</summary>
    public static Background Start(int count, Action<int> action) => new(count, action);

    /// <summary>Whether all end within that time.</summary>
    public bool Join(TimeSpan limit) => Array.TrueForAll(_threads, t => t.Join(limit)) && Finish();

    /// <summary>Waits for the end of all.</summary>
    public void Join()
    {
        foreach (var thread in _threads)
            thread.Join();
        Finish();
    }

    private bool Finish()
    {
        _failure?.Throw();
        return true;
    }
}
