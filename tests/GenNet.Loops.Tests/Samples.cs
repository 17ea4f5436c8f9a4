namespace GenNet.Loops.Tests;

/// <summary>Numbers to work on: the same for a seed.</summary>
internal static class Samples
{
    public const int Rows = 8;

    /// <summary>How far two orders of summation may come apart, relative to values about 1.</summary>
    public const double Tolerance = 1e-5;

    public static float[] Input { get; } = Draw(Rows * 6, 1);

    public static float[] Targets { get; } = Draw(Rows * 3, 2);

    public static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], Tolerance);
    }

    public static void AssertSameWeights(Model expected, Model actual)
    {
        foreach (var (e, a) in expected.Layers.SelectMany(static l => l.Variables).Zip(actual.Layers.SelectMany(static l => l.Variables)))
            AssertClose(e.Values, a.Values);
    }

    private static float[] Draw(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
    }
}
