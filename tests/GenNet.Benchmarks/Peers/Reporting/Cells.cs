using System.Globalization;
using GenNet.Benchmarks.Peers.Measuring;

namespace GenNet.Benchmarks.Peers.Reporting;

/// <summary>The table's text, the same on the console and in Markdown.</summary>
internal static class Cells
{
    public static string[] Header(IReadOnlyList<EngineKind> engines) =>
        ["", "threads", .. engines.Select(static e => e.Version is null ? e.Name : $"{e.Name} {e.Version}"), "GenNet / best peer", "bytes allocated"];

    public static string[] Of(Line line, IReadOnlyList<EngineKind> engines) =>
    [
        line.Case.Name,
        line.Threads.ToString(CultureInfo.InvariantCulture),
        .. line.Engines.Select((m, i) => m.Seconds is { } seconds ? Time(seconds) : engines[i].Version is null ? "not installed" : "–"),
        line.Ratio is { } ratio ? string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00}×") : "–",
        line.GenNet.BytesPerCall is { } bytes ? string.Create(CultureInfo.InvariantCulture, $"{bytes:0.#}") : "–",
    ];

    /// <summary>What is to be said below the table.</summary>
    public static IEnumerable<string> Notes(IReadOnlyList<Line> lines, IReadOnlyList<EngineKind> engines)
    {
        yield return "Times of one call, medians over interleaved rounds; the ratio is GenNet's speed over the fastest peer's, above 1 GenNet is ahead. Bytes are managed bytes that a call of GenNet allocates.";
        foreach (var missing in engines.Where(static e => e.Version is null))
            yield return $"{missing.Name} is not installed: run tests/GenNet.Benchmarks/install-peers.sh.";
        for (var i = 0; i < engines.Count; i++)
        {
            var variants = lines.Where(l => l.Engines[i].Variant is not null)
                .CountBy(l => l.Engines[i].Variant!).ToArray();
            if (variants.Length > 0)
                yield return $"{engines[i].Name} ran each line its fastest way: {string.Join("; ", variants.Select(static v => $"{v.Key} ({v.Value.ToString(CultureInfo.InvariantCulture)}×)"))}.";
        }
    }

    private static string Time(double seconds) => seconds < 1e-3
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e6:0.0} µs")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3:0.00} ms");
}
