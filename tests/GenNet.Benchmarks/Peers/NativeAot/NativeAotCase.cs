using System.Globalization;
using System.Runtime.InteropServices;

namespace GenNet.Benchmarks.Peers.NativeAot;

/// <summary>A case in the program, which keeps one at a time.</summary>
internal sealed class NativeAotCase(NativeAotEngine engine) : IPreparedCase
{
    public string? Variant => null;

    public float[] Compute() => MemoryMarshal.Cast<byte, float>(Convert.FromBase64String(engine.Ask("compute"))).ToArray();

    public double Time(TimeSpan duration, int calls) =>
        double.Parse(engine.Ask(string.Create(CultureInfo.InvariantCulture, $"time {duration.TotalSeconds:R} {calls}")), CultureInfo.InvariantCulture);

    public double? BytesPerCall() => double.Parse(engine.Ask("bytes"), CultureInfo.InvariantCulture);

    public void Dispose()
    {
    }
}
