namespace GenNet.Benchmarks.Peers.Measuring;

/// <summary>What came out for one engine in one case.</summary>
/// <param name="Seconds">The median over the rounds; null if the engine is missing or can't do it.</param>
/// <param name="Variant">How it ran.</param>
/// <param name="BytesPerCall">Managed bytes that a call allocates.</param>
internal sealed record Measurement(double? Seconds, string? Variant, double? BytesPerCall)
{
    public static Measurement None { get; } = new(null, null, null);
}
