namespace GenNet.Kernels;

/// <summary>Keys' cubic (1981) with a = −0.5 as TensorFlow computes it: weights from a table of 1024 steps, those beyond the image left out and the others scaled to a sum of 1.</summary>
internal static class Bicubic
{
    private const int Steps = 1024;
    private const float A = -0.5f;

    /// <summary>First input and weights of an output.</summary>
    public static (int First, float[] Weights) Taps(int output, int size, float scale)
    {
        var at = ((output + 0.5f) * scale) - 0.5f;
        var floor = MathF.Floor(at);
        var step = (int)MathF.Round((at - floor) * Steps);
        ReadOnlySpan<float> all = [Outer(step), Inner(step), Inner(Steps - step), Outer(Steps - step)];
        var first = Math.Max((int)floor - 1, 0);
        var weights = new float[Math.Min((int)floor + 2, size - 1) - first + 1];
        var sum = 0f;
        for (var i = 0; i < weights.Length; i++)
            sum += weights[i] = all[first + i - ((int)floor - 1)];
        for (var i = 0; i < weights.Length; i++)
            weights[i] /= sum;
        return (first, weights);
    }

    private static float Inner(int step)
    {
        var x = step / (float)Steps;
        return ((((A + 2) * x) - (A + 3)) * x * x) + 1;
    }

    private static float Outer(int step)
    {
        var x = (step / (float)Steps) + 1;
        return (((((A * x) - (5 * A)) * x) + (8 * A)) * x) - (4 * A);
    }
}
