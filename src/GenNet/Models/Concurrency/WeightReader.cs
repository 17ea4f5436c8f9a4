using System.Runtime.InteropServices;

namespace GenNet;

/// <summary>
/// A place in a <see cref="WeightGate"/> for one call that reads a model's weights, with the working memory that the call needs. Places are used again by later calls, so that
/// a call allocates nothing once as many have run at the same time before.
/// </summary>
/// <param name="thread">Number of the thread that has the place first.</param>
internal sealed class WeightReader(int thread)
{
    private Owner _owner = new() { Thread = thread };
    private volatile bool _isLong;
    private InferenceRunner? _runner;
    private IDisposable? _workspace;

    /// <summary>Number of the thread whose call has the place; 0 if it is free.</summary>
    public int Thread => Volatile.Read(ref _owner.Thread);

    /// <summary>Whether the call may take so long that whoever changes the weights waits for it before others have to wait for the change.</summary>
    public bool IsLong
    {
        get => _isLong;
        set => _isLong = value;
    }

    /// <summary>How many calls have had the place and given it back.</summary>
    public int Exits => Volatile.Read(ref _owner.Exits);

    /// <summary>The working memory that <paramref name="runner"/> has made for the place.</summary>
    public IDisposable? WorkspaceOf(InferenceRunner runner)
    {
        if (_runner != runner)
        {
            Release();
            _workspace = runner.CreateWorkspace();
            _runner = runner;
        }
        return _workspace;
    }

    /// <summary>Takes the place for <paramref name="thread"/>, if it is free.</summary>
    public bool TryTake(int thread) => Volatile.Read(ref _owner.Thread) == 0 && Interlocked.CompareExchange(ref _owner.Thread, thread, 0) == 0;

    /// <summary>Gives the place back.</summary>
    public void Exit()
    {
        _isLong = false;
        _owner.Exits++;
        Volatile.Write(ref _owner.Thread, 0);
    }

    /// <summary>Lets go of the working memory.</summary>
    public void Release()
    {
        _workspace?.Dispose();
        _workspace = null;
        _runner = null;
    }

    // In a cache line that no other place writes to, so that calls on several threads don't slow each other.
    [StructLayout(LayoutKind.Explicit, Size = 192)]
    private struct Owner
    {
        [FieldOffset(64)]
        public int Thread;

        [FieldOffset(68)]
        public int Exits;
    }
}
