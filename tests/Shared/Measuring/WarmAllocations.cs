namespace GenNet.TestSupport;

/// <summary>
/// What calls allocate once they are warm. The runtime compiles code better while it runs, on a thread of its own, and what it compiles first may box values: on a busy machine that
/// lasts for more calls than on an idle one. So calls are repeated in rounds until one of these allocates nothing; what allocates always does so in the last one too.
/// </summary>
internal static class WarmAllocations
{
    /// <summary>After as many rounds code is as good as it gets.</summary>
    public const int Rounds = 40;

    /// <summary>Bytes that the current thread allocates in the last round of a hundred calls; the test's own are none.</summary>
    public static long Of(Action call)
    {
        var bytes = long.MaxValue;
        for (var round = 0; round < Rounds && (round < 2 || bytes != 0); round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++)
                call();
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        return bytes;
    }
}
