using System.Diagnostics;

namespace GenNet.Benchmarks.Peers.Measuring;

/// <summary>
/// Times engines in turn, round after round, so that whatever else the machine does meets all of them alike. No engine is timed before all have been found to compute the same.
/// </summary>
/// <param name="count">How often each engine has its turn, if the limit allows.</param>
/// <param name="duration">How long a turn is.</param>
/// <param name="limit">After that long no further round begins.</param>
internal sealed class Rounds(int count, TimeSpan duration, TimeSpan limit)
{
    // Enough for the JIT's last tier and for every library's own first-call work.
    private const int WarmupCalls = 50;

    // A large network calls each kernel many times, so a few calls of its own are enough.
    private const int FewCalls = 3;

    private static readonly TimeSpan s_warmup = TimeSpan.FromSeconds(0.5);

    private static readonly TimeSpan s_longestWarmup = TimeSpan.FromSeconds(1.5);

    // Waiting threads of one engine's pool may spin for a while; this lets them sleep before the next engine's turn.
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan s_wakeUp = TimeSpan.FromMilliseconds(30);

    /// <summary>One case in all <paramref name="engines"/>; null stands for a missing one.</summary>
    /// <exception cref="WrongResultException">Two engines computed different things.</exception>
    public IReadOnlyList<Measurement> Run(Case @case, IReadOnlyList<(string Name, IEngine? Engine)> engines)
    {
        var prepared = new IPreparedCase?[engines.Count];
        try
        {
            for (var i = 0; i < prepared.Length; i++)
                prepared[i] = engines[i].Engine?.Prepare(@case);
            Compare(@case, engines, prepared);
            var bytes = new double?[prepared.Length];
            for (var i = 0; i < prepared.Length; i++)
            {
                if (prepared[i] is not { } engine)
                    continue;
                WarmUp(engine);
                bytes[i] = engine.BytesPerCall();
            }
            var seconds = Time(prepared);
            return [.. prepared.Select((p, i) => p is null ? Measurement.None : new(Median([.. seconds[i]]), p.Variant, bytes[i]))];
        }
        finally
        {
            foreach (var p in prepared)
                p?.Dispose();
        }
    }

    private static void Compare(Case @case, IReadOnlyList<(string Name, IEngine? Engine)> engines, IPreparedCase?[] prepared)
    {
        (string Name, float[] Values)? first = null;
        for (var i = 0; i < prepared.Length; i++)
        {
            if (prepared[i]?.Compute() is not { } values)
                continue;
            if (first is not { } reference)
                first = (engines[i].Name, values);
            else if (Agreement.Difference(@case, reference.Values, values) is { } difference)
                throw new WrongResultException($"{@case.Name}: {engines[i].Name} and {reference.Name} disagree: {difference}. Nothing is timed.");
        }
    }

    private static void WarmUp(IPreparedCase engine)
    {
        var once = engine.Time(TimeSpan.Zero, 1);
        engine.Time(s_warmup, Math.Clamp((int)(s_longestWarmup.TotalSeconds / once), FewCalls, WarmupCalls));
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }

    private List<double>[] Time(IPreparedCase?[] prepared)
    {
        List<double>[] seconds = [.. prepared.Select(static _ => new List<double>())];
        var start = Stopwatch.GetTimestamp();
        for (var round = 0; round == 0 || (round < count && Stopwatch.GetElapsedTime(start) < limit); round++)
        {
            for (var i = 0; i < prepared.Length; i++)
            {
                if (prepared[i] is not { } engine)
                    continue;
                Thread.Sleep(s_pause);
                engine.Time(s_wakeUp, 1);
                seconds[i].Add(engine.Time(duration, FewCalls));
            }
        }
        return seconds;
    }
}

/// <summary>Engines disagree, so a time would be the time of a wrong result.</summary>
internal sealed class WrongResultException(string message) : Exception(message);
