namespace GenNet.Tests.Kernels;

/// <summary>Test data: values between -1 and 1 that depend on a seed alone.</summary>
internal static class RandomValues
{
    public static float[] Of(int count, int seed)
    {
        var random = new Random(seed);
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = (2 * random.NextSingle()) - 1;
        return values;
    }
}
