namespace GenNet.Kernels;

/// <summary>Where the values of one axis come from: for each element of the output, weights of neighbours in the input. Indices count within the image; what lies in a margin is left out.</summary>
internal sealed class ResizeFilter
{
    private ResizeFilter(int outputs)
    {
        First = new int[outputs];
        Weights = new float[outputs][];
        Inside = new float[outputs];
    }

    /// <summary>For each output the first input.</summary>
    public int[] First { get; }

    /// <summary>For each output the weights of the inputs from there on.</summary>
    public float[][] Weights { get; }

    /// <summary>For each output the sum of its weights: below 1 where margins count.</summary>
    public float[] Inside { get; }

    /// <summary>The filter of an axis.</summary>
    /// <param name="axis">Size of the image, where the part begins, its size, size of the output.</param>
    /// <param name="interpolation">How pixels get their values.</param>
    /// <param name="antialias">Whether the filter widens where the image shrinks.</param>
    public static ResizeFilter Of(ReadOnlySpan<int> axis, Interpolation interpolation, bool antialias)
    {
        var (input, start, size, outputs) = (axis[0], axis[1], axis[2], axis[3]);
        var filter = new ResizeFilter(outputs);
        for (var output = 0; output < outputs; output++)
        {
            var (first, weights) = Taps(output, size, outputs, interpolation, antialias);
            var skipped = Math.Clamp(-(first + start), 0, weights.Length);
            var count = Math.Clamp(input - (first + start), skipped, weights.Length) - skipped;
            filter.First[output] = first + start + skipped;
            filter.Weights[output] = weights.AsSpan(skipped, count).ToArray();
            foreach (var weight in filter.Weights[output])
                filter.Inside[output] += weight;
        }
        return filter;
    }

    // Sizes that agree are left alone, whatever the filter.
    private static (int First, float[] Weights) Taps(int output, int size, int outputs, Interpolation interpolation, bool antialias) => interpolation switch
    {
        _ when size == outputs => (output, [1]),
        Interpolation.Nearest => (Math.Min((int)MathF.Floor((output + 0.5f) * Scale(size, outputs)), size - 1), [1]),
        Interpolation.Area => Area(output, size, outputs),
        Interpolation.Bilinear when !antialias => Bilinear(output, size, outputs),
        Interpolation.Bicubic when !antialias => Bicubic.Taps(output, size, Scale(size, outputs)),
        _ => WindowedFilter.Taps(output, size, Scale(size, outputs), interpolation, antialias),
    };

    private static float Scale(int size, int outputs) => size / (float)outputs;

    private static (int First, float[] Weights) Bilinear(int output, int size, int outputs)
    {
        var at = ((output + 0.5f) * Scale(size, outputs)) - 0.5f;
        var floor = MathF.Floor(at);
        var (lower, upper) = (Math.Max((int)floor, 0), Math.Min((int)MathF.Ceiling(at), size - 1));
        var part = at - floor;
        return lower == upper ? (lower, [1]) : (lower, [1 - part, part]);
    }

    private static (int First, float[] Weights) Area(int output, int size, int outputs)
    {
        var scale = Scale(size, outputs);
        var (from, to) = (output * scale, (output + 1) * scale);
        var first = (int)MathF.Floor(from);
        var weights = new float[Math.Min((int)MathF.Ceiling(to), size) - first];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = (Math.Min(first + i + 1, to) - Math.Max(first + i, from)) / scale;
        return (first, weights);
    }
}
