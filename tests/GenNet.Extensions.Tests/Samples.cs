namespace GenNet.Extensions.Tests;

/// <summary>Samples made from a seed.</summary>
internal static class Samples
{
    /// <summary>For <see cref="Classifier"/>, with labels.</summary>
    public static Dataset Labelled(int count)
    {
        var random = new Random(1);
        return Dataset.From(Values(random, count * 64), [.. Enumerable.Range(0, count).Select(_ => random.Next(4))]);
    }

    /// <summary>For <see cref="Classifier"/>, one-hot.</summary>
    public static Dataset OneHot(int count)
    {
        var random = new Random(1);
        var inputs = Values(random, count * 64);
        var targets = new float[count * 4];
        for (var i = 0; i < count; i++)
            targets[(i * 4) + random.Next(4)] = 1;
        return Dataset.From(count, inputs, targets);
    }

    /// <summary>For <see cref="Series"/>.</summary>
    public static Dataset Series(int count)
    {
        var random = new Random(2);
        return Dataset.From(count, Values(random, count * 8), Values(random, count * 12));
    }

    /// <summary>Points of y = 2x − 1, x from 0 to 1.</summary>
    public static Dataset OnLine(int count)
    {
        var x = Enumerable.Range(0, count).Select(i => i / (float)count).ToArray();
        return Dataset.From(count, x, x.Select(static v => (2 * v) - 1).ToArray());
    }

    private static float[] Values(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
}
