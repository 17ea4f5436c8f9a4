namespace GenNet;

/// <summary>
/// Lets any number of calls read a model's weights at the same time, and one change them in place while nobody reads. A reader takes a place of its own and looks whether
/// somebody changes the weights; who changes them says so and then looks at all places (Dekker's algorithm): readers write to no memory in common. Readers that a change
/// has shut out come before the next change, and readers that come after a change was asked for come after it, so neither side starves.
/// </summary>
/// <param name="model">The model's name, for messages.</param>
internal sealed class WeightGate(string model)
{
    // Where the thread's last call had its place: calls on several threads don't try each other's.
    [ThreadStatic]
    private static int t_place;

    private readonly Lock _changes = new();
    private readonly object _changed = new();
    private WeightReader[] _readers = [];
    private int _changingThread;
    private int _shutOut;

    /// <summary>Begins a call that reads the weights; waits while they are changed.</summary>
    /// <exception cref="InvalidOperationException">The call is made from within a change of the weights, on the same thread.</exception>
    public WeightReader Enter()
    {
        var thread = Environment.CurrentManagedThreadId;
        var reader = Take(thread);
        return Volatile.Read(ref _changingThread) == 0 ? reader : WaitForChange(reader, thread);
    }

    /// <summary>Begins a call that reads the weights for long: changes wait for its end without making others wait.</summary>
    /// <exception cref="InvalidOperationException">The call is made from within a change of the weights, on the same thread.</exception>
    public WeightReader EnterLong()
    {
        var thread = Environment.CurrentManagedThreadId;
        // What the same thread is reading already, a change waits for anyway.
        if (Volatile.Read(ref _changingThread) == thread || IsReading(thread))
            return Enter();
        lock (_changes)
        {
            var reader = Enter();
            reader.IsLong = true;
            return reader;
        }
    }

    /// <summary>Begins a change of the weights in place: waits until nobody reads them, and lets nobody read them until its end.</summary>
    /// <param name="what">What changes them, for messages.</param>
    /// <exception cref="InvalidOperationException">The same thread is reading or changing them, so that waiting would never end.</exception>
    public Change BeginChange(string what)
    {
        var thread = RefuseWithin(what);
        _changes.Enter();
        foreach (var reader in Volatile.Read(ref _readers))
            WaitFor(reader, onlyIfLong: true);
        lock (_changed)
        {
            while (_shutOut > 0)
                Monitor.Wait(_changed);
            Interlocked.Exchange(ref _changingThread, thread);
        }
        foreach (var reader in Volatile.Read(ref _readers))
            WaitFor(reader, onlyIfLong: false);
        return new(this, isInPlace: true);
    }

    /// <summary>Begins an exchange of the weights for others: no other change until its end, while readers go on with what they have.</summary>
    /// <param name="what">What changes them, for messages.</param>
    /// <exception cref="InvalidOperationException">The same thread is reading or changing them, so that waiting would never end.</exception>
    public Change BeginExchange(string what)
    {
        RefuseWithin(what);
        _changes.Enter();
        return new(this, isInPlace: false);
    }

    /// <summary>Lets go of all places' working memory; from within a change.</summary>
    public void ReleaseMemory()
    {
        foreach (var reader in Volatile.Read(ref _readers))
            reader.Release();
    }

    /// <summary>Waits until the calls that read the weights at this moment have ended; others may begin meanwhile.</summary>
    public void WaitForRunningCalls()
    {
        foreach (var reader in Volatile.Read(ref _readers))
        {
            var spin = default(SpinWait);
            for (var exits = reader.Exits; reader.Thread != 0 && reader.Exits == exits;)
                spin.SpinOnce();
        }
    }

    private static void WaitFor(WeightReader reader, bool onlyIfLong)
    {
        var spin = default(SpinWait);
        while (reader.Thread != 0 && (!onlyIfLong || reader.IsLong))
            spin.SpinOnce();
    }

    private WeightReader Take(int thread)
    {
        var readers = Volatile.Read(ref _readers);
        var place = t_place;
        return (uint)place < (uint)readers.Length && readers[place].TryTake(thread) ? readers[place] : TakeAny(thread);
    }

    private WeightReader TakeAny(int thread)
    {
        while (true)
        {
            var readers = Volatile.Read(ref _readers);
            for (var place = 0; place < readers.Length; place++)
            {
                if (readers[place].TryTake(thread))
                {
                    t_place = place;
                    return readers[place];
                }
            }
            var added = new WeightReader(thread);
            if (Interlocked.CompareExchange(ref _readers, [.. readers, added], readers) == readers)
            {
                t_place = readers.Length;
                return added;
            }
        }
    }

    private WeightReader WaitForChange(WeightReader reader, int thread)
    {
        if (Volatile.Read(ref _changingThread) == thread)
        {
            reader.Exit();
            throw new InvalidOperationException(
                $"{model}: its weights are being changed by the code that makes this call, and are half old and half new. Make the call before or after the change.");
        }
        // A change that waits for what this thread is reading has not begun.
        if (IsReading(thread, reader))
            return reader;
        reader.Exit();
        lock (_changed)
        {
            _shutOut++;
            try
            {
                while (Volatile.Read(ref _changingThread) != 0)
                    Monitor.Wait(_changed);
                return Take(thread);
            }
            finally
            {
                if (--_shutOut == 0)
                    Monitor.PulseAll(_changed);
            }
        }
    }

    private bool IsReading(int thread, WeightReader? otherThan = null)
    {
        foreach (var reader in Volatile.Read(ref _readers))
        {
            if (reader.Thread == thread && reader != otherThan)
                return true;
        }
        return false;
    }

    private int RefuseWithin(string what)
    {
        var thread = Environment.CurrentManagedThreadId;
        if (_changes.IsHeldByCurrentThread || IsReading(thread))
        {
            throw new InvalidOperationException(
                $"{model}: {what} waits until nobody uses the weights, and was called by code that runs within a call which uses them: it would wait for ever. Call it after that has returned.");
        }
        return thread;
    }

    private void End(bool isInPlace)
    {
        if (isInPlace)
        {
            lock (_changed)
            {
                Volatile.Write(ref _changingThread, 0);
                if (_shutOut > 0)
                    Monitor.PulseAll(_changed);
            }
        }
        _changes.Exit();
    }

    /// <summary>A change of the weights, until it is disposed.</summary>
    internal readonly ref struct Change(WeightGate gate, bool isInPlace)
    {
        public void Dispose() => gate.End(isInPlace);
    }
}
