namespace GenNet.Kernels;

/// <summary>The depth of one phase of <see cref="ConvolutionBackwardInput{TVector, TSimd}"/> in segments, a tap each, some at a time.</summary>
internal unsafe ref struct PhaseTaps
{
    private const int CachedBytes = 32 * 1024;

    private readonly ConvolutionShape _shape;
    private readonly PhaseAxis _vertical;
    private readonly PhaseAxis _horizontal;
    private readonly int _phaseY;
    private readonly int _phaseX;
    private readonly nint _rowStride;
    private readonly int _width;
    private readonly Segment* _segments;
    private readonly int _capacity;
    private int _tap;

    public PhaseTaps(
        in ConvolutionShape shape, PhaseAxis vertical, PhaseAxis horizontal, int phaseY, int phaseX, nint rowStride, int width, Segment* segments)
    {
        _shape = shape;
        _vertical = vertical;
        _horizontal = horizontal;
        _phaseY = phaseY;
        _phaseX = phaseX;
        _rowStride = rowStride;
        _width = width;
        _segments = segments;
        _capacity = Math.Clamp(CachedBytes / sizeof(float) / (width * shape.GroupFilters), 1, Taps.Capacity);
    }

    /// <summary>Writes the next segments.</summary>
    /// <param name="count">Receives their number.</param>
    /// <returns>False if there were none.</returns>
    public bool Next(out int count)
    {
        var taps = _shape.KernelHeight * _shape.KernelWidth;
        for (count = 0; count < _capacity && _tap < taps; _tap++)
        {
            var (y, x) = Math.DivRem(_tap, _shape.KernelWidth);
            if (!_vertical.Sees(_phaseY, y) || !_horizontal.Sees(_phaseX, x))
                continue;
            var at = ((_vertical.Offset(_phaseY, y) - _vertical.Lowest) * _rowStride)
                + ((nint)(_horizontal.Offset(_phaseX, x) - _horizontal.Lowest) * _shape.Filters);
            _segments[count++] = new(at, (nint)_tap * _shape.GroupFilters * _width, _shape.GroupFilters);
        }
        return count > 0;
    }
}
