namespace GenNet.Kernels;

/// <summary>
/// Large memory that was let go of. The collector looks for it when it has reasons of its own; whoever is about to take as much again asks it to look first, so that
/// weights which were replaced don't lie beside two newer ones.
/// </summary>
internal static class RetiredMemory
{
    // A collection of everything takes milliseconds: for less it isn't worth while.
    private const long Worthwhile = 16 << 20;
    private const long Noticed = 1 << 20;

    private static readonly Lock s_lock = new();
    private static readonly List<(WeakReference Memory, long Bytes)> s_retired = [];

    /// <summary>Notes memory that its owner no longer needs, though a call that is running, or a span, may.</summary>
    public static void Add(object memory, long bytes)
    {
        if (bytes < Noticed)
            return;
        lock (s_lock)
            s_retired.Add((new(memory), bytes));
    }

    /// <summary>Frees such memory, as far as nothing refers to it, before <paramref name="bytes"/> are allocated.</summary>
    public static void CollectBefore(long bytes)
    {
        if (bytes < Noticed || Retired() < Worthwhile)
            return;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
        Retired();
    }

    private static long Retired()
    {
        lock (s_lock)
        {
            s_retired.RemoveAll(static memory => !memory.Memory.IsAlive);
            return s_retired.Sum(static memory => memory.Bytes);
        }
    }
}
