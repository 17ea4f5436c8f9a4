namespace GenNet.Gpu.Tests;

/// <summary>Numbers of tests, and their comparison.</summary>
internal static class Numbers
{
    /// <summary>Numbers from −1 to 1, the same for a seed.</summary>
    public static float[] Random(int count, int seed)
    {
        var random = new Random(seed);
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = (2 * random.NextSingle()) - 1;
        return values;
    }

    /// <summary>Asserts that float32 results are within <paramref name="tolerance"/> (relative above 1) of those in float64.</summary>
    public static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double tolerance = 1e-5)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = Math.Abs(expected[i] - actual[i]);
            Assert.True(
                difference <= tolerance * Math.Max(1, Math.Abs(expected[i])) || expected[i].Equals(actual[i]) || (double.IsNaN(expected[i]) && float.IsNaN(actual[i])),
                $"Element {i} of {expected.Length} is {actual[i]:R}, expected {expected[i]:R}.");
        }
    }
}
