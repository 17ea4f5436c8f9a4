namespace GenNet.Benchmarks.Peers.Measuring;

/// <summary>A line of the table: one case with one number of threads.</summary>
/// <param name="Case">The case.</param>
/// <param name="Threads">Threads of each engine.</param>
/// <param name="Kinds">The engines, GenNet first.</param>
/// <param name="Engines">What came out for each.</param>
internal sealed record Line(Case Case, int Threads, IReadOnlyList<EngineKind> Kinds, IReadOnlyList<Measurement> Engines)
{
    public Measurement GenNet => Engines[0];

    /// <summary>Speed of GenNet as a multiple of the fastest peer's: above 1 it is ahead. Null without a peer.</summary>
    public double? Ratio => Engines.Where((_, i) => Kinds[i].IsPeer).Min(static peer => peer.Seconds) / GenNet.Seconds;
}
