namespace GenNet.Tests.Training;

/// <summary>Samples made from a seed.</summary>
internal static class Samples
{
    /// <summary><paramref name="count"/> random images with random labels.</summary>
    public static (float[] Values, int[] Labels) Images(int count, int seed = 1)
    {
        var random = new Random(seed);
        return ([.. Enumerable.Range(0, count * 64).Select(_ => random.NextSingle())], [.. Enumerable.Range(0, count).Select(_ => random.Next(10))]);
    }

    /// <summary>Points of y = 2x − 1, x from 0 to 1.</summary>
    public static Dataset OnLine(int count)
    {
        var x = Enumerable.Range(0, count).Select(i => i / (float)count).ToArray();
        return Dataset.From(count, x, x.Select(static v => (2 * v) - 1).ToArray());
    }
}
