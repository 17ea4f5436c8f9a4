using System.Globalization;

namespace GenNet.Benchmarks.Peers;

/// <summary>
/// Whether two engines computed the same. A sum of n float32 products is off by at most n·2⁻²⁴ of the sum of their magnitudes, in whatever order it is made; two engines
/// therefore by n·2⁻²³, with n the length of all sums from input to output, taken of the largest output. Losses are held to the same bound, once for each step before them.
/// </summary>
internal static class Agreement
{
    /// <summary>Training steps whose losses are compared.</summary>
    public const int TrainingSteps = 4;

    /// <summary>The allowed difference as a fraction of the largest value.</summary>
    public static double Tolerance(Case @case) =>
        @case.Network.ReductionLength * double.Exp2(-23) * (@case.Work == Work.TrainingStep ? TrainingSteps : 1);

    /// <summary>What is wrong with <paramref name="actual"/>; null if it agrees with <paramref name="expected"/>.</summary>
    public static string? Difference(Case @case, float[] expected, float[] actual)
    {
        if (expected.Length != actual.Length)
            return string.Create(CultureInfo.InvariantCulture, $"{actual.Length} values instead of {expected.Length}");
        double largest = 0;
        foreach (var value in expected)
            largest = Math.Max(largest, Math.Abs(value));
        var allowed = Tolerance(@case) * largest;
        for (var i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs((double)expected[i] - actual[i]) <= allowed))
                return string.Create(CultureInfo.InvariantCulture, $"value {i} is {actual[i]:R} instead of {expected[i]:R} ± {allowed:E1}");
        }
        return null;
    }
}
