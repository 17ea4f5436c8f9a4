using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace GenNet.Conformance;

/// <summary>Outcomes of the cases of one folder of the fixtures.</summary>
internal sealed class ConformanceCount(string folder)
{
    private readonly ConcurrentDictionary<(string Kind, string Id), Outcome> _cases = new();

    /// <summary>A case that GenNet can't run, and why.</summary>
    public void NotSupported(string kind, string id, string reason) => _cases[(kind, id)] = new(State.NotSupported, reason, 0);

    /// <summary>A case that runs; it counts as failed until <see cref="Passed"/>.</summary>
    public void Started(string kind, string id) => _cases[(kind, id)] = new(State.Failed, "", 0);

    /// <summary>A case that gave Keras' numbers, using up the share <paramref name="ofTolerance"/> of its tolerance.</summary>
    public void Passed(string kind, string id, double ofTolerance) => _cases[(kind, id)] = new(State.Passed, "", ofTolerance);

    /// <inheritdoc/>
    public override string ToString()
    {
        if (_cases.IsEmpty)
            return "";
        var all = _cases.ToArray();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{folder}: {Count(all, State.Passed)} passed, {Count(all, State.Failed)} failed, {Count(all, State.NotSupported)} not supported\n");
        foreach (var kind in all.GroupBy(static c => c.Key.Kind).OrderBy(static g => g.Key, StringComparer.Ordinal))
        {
            KeyValuePair<(string Kind, string Id), Outcome>[] cases = [.. kind];
            var reasons = cases.Where(static c => c.Value.State == State.NotSupported).GroupBy(static c => c.Value.Reason).Select(static g => $"{g.Count()} × {g.Key}");
            text.Append(
                CultureInfo.InvariantCulture,
                $"  {kind.Key,-28} {Count(cases, State.Passed),3} passed {Count(cases, State.Failed),3} failed {Count(cases, State.NotSupported),3} not supported");
            if (Count(cases, State.Passed) > 0)
                text.Append(CultureInfo.InvariantCulture, $"  uses at most {cases.Max(static c => c.Value.OfTolerance):P1} of the tolerance");
            text.Append(reasons.Any() ? $"  ({string.Join("; ", reasons)})\n" : "\n");
        }
        return text.ToString();
    }

    private static int Count(KeyValuePair<(string Kind, string Id), Outcome>[] cases, State state) => cases.Count(c => c.Value.State == state);

    private enum State
    {
        Passed,
        Failed,
        NotSupported,
    }

    private sealed record Outcome(State State, string Reason, double OfTolerance);
}
