using System.Diagnostics;

namespace GenNet.Benchmarks.Weights;

/// <summary>Times by what was done, round by round.</summary>
internal sealed class Timings
{
    private readonly Dictionary<string, List<TimeSpan>> _times = [];

    /// <summary>Does it and notes how long it took.</summary>
    public void Time(string what, Action action)
    {
        var begin = Stopwatch.GetTimestamp();
        action();
        Add(what, Stopwatch.GetElapsedTime(begin));
    }

    /// <summary>Notes how long it took.</summary>
    public void Add(string what, TimeSpan time)
    {
        if (!_times.TryGetValue(what, out var times))
            _times[what] = times = [];
        times.Add(time);
    }

    /// <summary>The median in milliseconds; null if it wasn't done.</summary>
    public double? this[string what] => _times.TryGetValue(what, out var times) ? times.Order().ElementAt(times.Count / 2).TotalMilliseconds : null;
}
