using System.Runtime.CompilerServices;

namespace GenNet.Kernels;

/// <summary>Copies a window of an image (height, width, channels) that may reach over its edges; what lies beyond is zero.</summary>
internal static unsafe class PaddedWindow
{
    /// <param name="image">The image.</param>
    /// <param name="height">Its height.</param>
    /// <param name="width">Its width.</param>
    /// <param name="channels">Its channels.</param>
    /// <param name="top">First row of the window; may be negative.</param>
    /// <param name="left">First column of the window; may be negative.</param>
    /// <param name="rows">Rows of the window.</param>
    /// <param name="columns">Columns of the window.</param>
    /// <param name="to">Receives the window, row-major without gaps.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(float* image, int height, int width, int channels, int top, int left, int rows, int columns, float* to)
    {
        var before = Math.Clamp(-left, 0, columns);
        var after = Math.Clamp(left + columns - width, 0, columns - before);
        var inside = columns - before - after;
        for (var row = top; row < top + rows; row++, to += (nint)columns * channels)
        {
            if (row < 0 || row >= height || inside == 0)
            {
                Span(to, (nint)columns * channels).Clear();
                continue;
            }
            Span(to, (nint)before * channels).Clear();
            Span(image + ((((nint)row * width) + left + before) * channels), (nint)inside * channels)
                .CopyTo(Span(to + ((nint)before * channels), (nint)inside * channels));
            Span(to + ((nint)(before + inside) * channels), (nint)after * channels).Clear();
        }
    }

    private static Span<float> Span(float* values, nint count) => new(values, checked((int)count));
}
