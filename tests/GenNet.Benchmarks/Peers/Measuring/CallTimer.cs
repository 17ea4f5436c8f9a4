using System.Diagnostics;

namespace GenNet.Benchmarks.Peers.Measuring;

/// <summary>Times calls within this process. The Python worker does the same with its own.</summary>
internal static class CallTimer
{
    private const int MaxReadings = 1 << 14;

    // Long enough that reading the clock, some 25 ns, doesn't count.
    private static readonly long s_readingTicks = Stopwatch.Frequency / 5000;

    private static readonly long[] s_readings = new long[MaxReadings];

    /// <summary>The median of readings, each the mean of as many calls as take 0.2 ms; in seconds.</summary>
    public static double Median(Action call, TimeSpan duration, int calls)
    {
        var start = Stopwatch.GetTimestamp();
        call();
        var once = Math.Max(1, Stopwatch.GetTimestamp() - start);
        var perReading = (int)Math.Clamp(s_readingTicks / once, 1, 1_000_000);
        var end = start + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var readings = 0;
        long now;
        do
        {
            var before = Stopwatch.GetTimestamp();
            for (var i = 0; i < perReading; i++)
                call();
            now = Stopwatch.GetTimestamp();
            s_readings[readings++ % MaxReadings] = now - before;
        }
        while (now < end || (long)readings * perReading < calls);
        var taken = s_readings.AsSpan(0, Math.Min(readings, MaxReadings));
        taken.Sort();
        return (double)taken[taken.Length / 2] / perReading / Stopwatch.Frequency;
    }

    /// <summary>Managed bytes that a call allocates, on this thread and all others.</summary>
    public static double BytesPerCall(Action call)
    {
        const int Calls = 10;
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < Calls; i++)
            call();
        return (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / Calls;
    }
}
