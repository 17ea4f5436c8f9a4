namespace GenNet.Kernels;

/// <summary>
/// The depth of a convolution in segments, some at a time: as many as have their part of a panel of the kernel in the first-level cache.
/// </summary>
internal unsafe ref struct Taps
{
    /// <summary>Most segments at a time.</summary>
    public const int Capacity = 64;

    private const int CachedBytes = 32 * 1024;

    private readonly ConvolutionShape _shape;
    private readonly nint _rowStride;
    private readonly int _width;
    private readonly Segment* _segments;
    private readonly int _run;
    private readonly int _piece;
    private int _done;

    /// <summary>The segments of <paramref name="shape"/>'s depth.</summary>
    /// <param name="shape">All sizes.</param>
    /// <param name="rowStride">From row to row of the image, padded or not.</param>
    /// <param name="width">Columns of a packed panel.</param>
    /// <param name="segments">Receives up to <see cref="Capacity"/> segments at a time.</param>
    public Taps(in ConvolutionShape shape, nint rowStride, int width, Segment* segments)
    {
        _shape = shape;
        _rowStride = rowStride;
        _width = width;
        _segments = segments;
        // Neighbouring taps are neighbours in memory, unless other groups or skipped pixels lie between.
        _run = shape.Groups == 1 && shape.DilationWidth == 1 ? shape.KernelWidth * shape.Channels : shape.GroupChannels;
        _piece = Math.Min(_run, CachedBytes / sizeof(float) / width);
    }

    /// <summary>Writes the next segments.</summary>
    /// <param name="count">Receives their number.</param>
    /// <param name="last">Receives whether none is left.</param>
    /// <returns>False if there were none.</returns>
    public bool Next(out int count, out bool last)
    {
        var depth = _shape.Depth;
        var end = Math.Max(_done + _piece, _done + (CachedBytes / sizeof(float) / _width));
        for (count = 0; count < Capacity && _done < depth; count++)
        {
            var (run, within) = Math.DivRem(_done, _run);
            var length = Math.Min(_piece, _run - within);
            if (count > 0 && _done + length > end)
                break;
            var tap = run * _run / _shape.GroupChannels;
            var (y, x) = Math.DivRem(tap, _shape.KernelWidth);
            var at = (y * _shape.DilationHeight * _rowStride) + ((nint)x * _shape.DilationWidth * _shape.Channels) + within;
            _segments[count] = new(at, (nint)_done * _width, length);
            _done += length;
        }
        last = _done == depth;
        return count > 0;
    }
}
