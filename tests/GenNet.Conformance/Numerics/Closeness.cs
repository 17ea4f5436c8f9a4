using System.Globalization;

namespace GenNet.Conformance.Numerics;

/// <summary>
/// Compares float32 results with a float64 reference. A tolerance is a number of float32 roundings (2⁻²⁴ each), relative to the largest magnitude
/// of what is compared: a sum of n terms may be off by n roundings (Higham, Accuracy and Stability of Numerical Algorithms, §4.2).
/// </summary>
internal static class Closeness
{
    /// <summary>Unit roundoff of float32.</summary>
    public const double Rounding = 1.0 / (1 << 24);

    /// <summary>
    /// Roundings besides those of a sum: products, divisions, and functions such as exp, which are good to 4 units in the last place (8 roundings),
    /// once forward and once more in the derivative.
    /// </summary>
    public const int Elementwise = 16;

    /// <summary>Fails if any element is further off than <paramref name="roundings"/> allow.</summary>
    /// <returns>The largest difference, in roundings relative to the largest magnitude.</returns>
    public static double Check(string what, ReadOnlySpan<float> actual, ReadOnlySpan<double> expected, double roundings, double scale = 0)
    {
        Assert.True(actual.Length == expected.Length, $"{what} has {actual.Length} values where {expected.Length} are expected.");
        var largest = Math.Max(scale, LargestMagnitude(expected));
        var worst = 0.0;
        for (var i = 0; i < actual.Length; i++)
        {
            var difference = Math.Abs(actual[i] - expected[i]);
            if (!(difference <= roundings * Rounding * largest))
            {
                Assert.Fail(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{what}[{i}] is {actual[i]:R}, expected {expected[i]:R}: off by {difference / (Rounding * largest):F1} roundings of the largest value {largest:G6}, and {roundings:F1} are allowed."));
            }
            worst = Math.Max(worst, largest == 0 ? 0 : difference / (Rounding * largest));
        }
        return worst;
    }

    /// <summary>Fails unless all elements are equal: copies, constants, comparisons.</summary>
    public static void CheckEqual(string what, ReadOnlySpan<float> actual, ReadOnlySpan<double> expected)
    {
        Assert.True(actual.Length == expected.Length, $"{what} has {actual.Length} values where {expected.Length} are expected.");
        for (var i = 0; i < actual.Length; i++)
            Assert.True(actual[i] == (float)expected[i], string.Create(CultureInfo.InvariantCulture, $"{what}[{i}] is {actual[i]:R}, expected exactly {expected[i]:R}."));
    }

    /// <summary>Fails unless all bits are equal.</summary>
    public static void CheckSameBits(string what, ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        Assert.True(actual.Length == expected.Length, $"{what} has {actual.Length} values where {expected.Length} are expected.");
        for (var i = 0; i < actual.Length; i++)
        {
            Assert.True(
                BitConverter.SingleToInt32Bits(actual[i]) == BitConverter.SingleToInt32Bits(expected[i]),
                string.Create(CultureInfo.InvariantCulture, $"{what}[{i}] is {actual[i]:R} and {expected[i]:R}: not the same bits."));
        }
    }

    /// <summary>The largest magnitude; 0 of nothing.</summary>
    public static double LargestMagnitude(ReadOnlySpan<double> values)
    {
        var largest = 0.0;
        foreach (var value in values)
            largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }
}
