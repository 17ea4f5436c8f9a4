namespace GenNet.Kernels;

/// <summary>Filters of a radius around the place of an output, wider where the image shrinks if they are to smooth it: TensorFlow's <c>scale_and_translate</c>.</summary>
internal static class WindowedFilter
{
    private const float LeastSum = 1000 * 1.17549435e-38f;

    /// <summary>First input and weights of an output.</summary>
    public static (int First, float[] Weights) Taps(int output, int size, float scale, Interpolation interpolation, bool antialias)
    {
        var width = antialias ? Math.Max(scale, 1) : 1;
        var radius = Radius(interpolation) * width;
        var center = (output + 0.5f) * scale;
        var first = Math.Clamp((int)MathF.Ceiling(center - radius - 0.5f), 0, size - 1);
        var last = Math.Clamp((int)MathF.Floor(center + radius - 0.5f), 0, size - 1);
        var weights = new float[last - first + 1];
        var sum = 0f;
        for (var i = 0; i < weights.Length; i++)
            sum += weights[i] = Weight(interpolation, MathF.Abs((first + i + 0.5f - center) / width));
        for (var i = 0; MathF.Abs(sum) >= LeastSum && i < weights.Length; i++)
            weights[i] /= sum;
        return (first, weights);
    }

    private static float Radius(Interpolation interpolation) => interpolation switch
    {
        Interpolation.Bilinear => 1,
        Interpolation.Bicubic => 2,
        Interpolation.Lanczos3 => 3,
        _ => 5,
    };

    private static float Weight(Interpolation interpolation, float x) => interpolation switch
    {
        Interpolation.Bilinear => Math.Max(0, 1 - x),
        Interpolation.Bicubic => Cubic(x),
        _ => Lanczos(x, Radius(interpolation)),
    };

    private static float Cubic(float x) => x >= 2 ? 0
        : x >= 1 ? ((((-0.5f * x) + 2.5f) * x) - 4) * x + 2
        : (((1.5f * x) - 2.5f) * x * x) + 1;

    private static float Lanczos(float x, float radius) => x > radius ? 0
        : x <= 1e-3f ? 1
        : radius * MathF.Sin(MathF.PI * x) * MathF.Sin(MathF.PI * x / radius) / (MathF.PI * MathF.PI * x * x);
}
