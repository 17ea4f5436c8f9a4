using System.Text.Json;
using GenNet.Conformance.Numerics;

namespace GenNet.Conformance.Layers;

/// <summary>What noise must look like that a layer adds to its input or multiplies it by.</summary>
internal static class NormalNoiseStatistics
{
    private const double StandardDeviations = 5;

    // Shares of a normal distribution within one, two and three standard deviations of its mean.
    private static readonly (double Deviations, double Share)[] s_shares = [(1, 0.6826894921), (2, 0.9544997361), (3, 0.9973002039)];

    public static void Check(JsonElement statistics, float[] input, float[] outputGradient, TrainingResult result)
    {
        Assert.Empty(statistics.GetProperty("shared_axes").EnumerateArray());
        var isAdded = statistics.GetProperty("applied").GetString() == "added";
        var (mean, deviation) = (statistics.GetProperty("mean").GetDouble(), statistics.GetProperty("stddev").GetDouble());
        var noise = new double[input.Length];
        for (var i = 0; i < noise.Length; i++)
        {
            noise[i] = isAdded ? (double)result.Output[i] - input[i] : (double)result.Output[i] / input[i];
            var gradient = isAdded ? outputGradient[i] : outputGradient[i] * noise[i];
            Closeness.Check($"gradient[{i}]", [result.InputGradients[0][i]], [gradient], Closeness.Elementwise, scale: Math.Abs(outputGradient[i]));
        }
        CheckNormal([.. noise.Select(n => (n - mean) / deviation)]);
    }

    // Mean 0 and variance 1, as many near the mean as there should be, on either side, and neighbours that know nothing of each other, whatever their distance.
    private static void CheckNormal(double[] noise)
    {
        var n = (double)noise.Length;
        AssertNear(0, noise.Average(), 1 / Math.Sqrt(n));
        AssertNear(1, noise.Average(static v => v * v), Math.Sqrt(2 / n));
        AssertNear(0.5, noise.Count(static v => v > 0) / n, Math.Sqrt(0.25 / n));
        foreach (var (deviations, share) in s_shares)
            AssertNear(share, noise.Count(v => Math.Abs(v) < deviations) / n, Math.Sqrt(share * (1 - share) / n));
        foreach (var distance in (int[])[1, 2, 3, 4, 8, 16, 64, 128, 256])
            AssertNear(0, noise.Skip(distance).Zip(noise, static (a, b) => a * b).Average(), 1 / Math.Sqrt(n - distance));
    }

    private static void AssertNear(double expected, double actual, double deviation) =>
        Assert.InRange(actual, expected - (StandardDeviations * deviation), expected + (StandardDeviations * deviation));
}
