namespace GenNet.Kernels;

/// <summary>The rows of an image as a depthwise convolution with several filters a channel sees them: each value as often as its channel has filters.</summary>
internal static unsafe class DepthwiseSource
{
    /// <summary>Repeats each of <paramref name="count"/> values <paramref name="times"/> times.</summary>
    public static void Repeat(float* from, nint count, int times, float* to)
    {
        for (nint i = 0; i < count; i++, to += times)
            new Span<float>(to, times).Fill(from[i]);
    }

    /// <summary>The derivative of <see cref="Repeat"/>: sums of <paramref name="times"/> values each.</summary>
    public static void Sum(float* from, nint count, int times, float* to)
    {
        for (nint i = 0; i < count; i++, from += times)
        {
            var sum = from[0];
            for (var k = 1; k < times; k++)
                sum += from[k];
            to[i] = sum;
        }
    }
}
