namespace GenNet.Kernels;

/// <summary>The depth of one phase of <see cref="ConvolutionBackwardInput{TVector, TSimd}"/> in segments, a block at a time.</summary>
internal ref struct PhaseTaps
{
    private readonly ConvolutionShape _shape;
    private readonly ReadOnlySpan<int> _slices;
    private readonly PhaseAxis _vertical;
    private readonly PhaseAxis _horizontal;
    private readonly int _phaseY;
    private readonly int _phaseX;
    private readonly nint _sliceStride;
    private readonly nint _rowStride;
    private readonly int _width;
    private readonly int _blockDepth;
    private int _tap;
    private int _within;

    /// <summary>The segments of a phase.</summary>
    /// <param name="shape">All sizes.</param>
    /// <param name="slices">For each slice of the kernel, which slice of the window it sees; -1 for none.</param>
    /// <param name="vertical">How rows see rows.</param>
    /// <param name="horizontal">How columns see columns.</param>
    /// <param name="phaseY">The phase of the rows.</param>
    /// <param name="phaseX">The phase of the columns.</param>
    /// <param name="sliceStride">From slice to slice of the window.</param>
    /// <param name="rowStride">From row to row of the window.</param>
    /// <param name="width">Columns of a packed panel.</param>
    public PhaseTaps(
        in ConvolutionShape shape, ReadOnlySpan<int> slices, PhaseAxis vertical, PhaseAxis horizontal, int phaseY, int phaseX,
        nint sliceStride, nint rowStride, int width)
    {
        _shape = shape;
        _slices = slices;
        _sliceStride = sliceStride;
        _vertical = vertical;
        _horizontal = horizontal;
        _phaseY = phaseY;
        _phaseX = phaseX;
        _rowStride = rowStride;
        _width = width;
        var depth = 0;
        for (; !IsEmpty; _tap++)
            depth += Sees ? shape.GroupFilters : 0;
        _tap = 0;
        var blocks = Math.Max(1, (depth + TapBlock.LargestDepth - 1) / TapBlock.LargestDepth);
        _blockDepth = (depth + blocks - 1) / blocks;
    }

    /// <summary>Whether none is left.</summary>
    public readonly bool IsEmpty => _tap == _shape.Taps;

    private readonly int Slice => _slices[_tap / (_shape.KernelHeight * _shape.KernelWidth)];

    private readonly int TapY => _tap / _shape.KernelWidth % _shape.KernelHeight;

    private readonly int TapX => _tap % _shape.KernelWidth;

    private readonly bool Sees => Slice >= 0 && _vertical.Sees(_phaseY, TapY) && _horizontal.Sees(_phaseX, TapX);

    /// <summary>Writes the next segments to <paramref name="block"/>; none if the phase sees no tap.</summary>
    public void Next(ref TapBlock block)
    {
        block.Clear();
        var left = _blockDepth;
        while (!IsEmpty && (left > 0 || !Sees) && !block.IsFull)
        {
            if (Sees)
                left -= Add(ref block, left);
            if (!Sees || _within == _shape.GroupFilters)
            {
                _within = 0;
                _tap++;
            }
        }
    }

    private int Add(ref TapBlock block, int depth)
    {
        depth = Math.Min(depth, _shape.GroupFilters - _within);
        var row = _vertical.Offset(_phaseY, TapY);
        var at = (Slice * _sliceStride) + ((row - _vertical.Lowest) * _rowStride)
            + ((nint)(_horizontal.Offset(_phaseX, TapX) - _horizontal.Lowest) * _shape.Filters) + _within;
        block.Add(new(at, (((nint)_tap * _shape.GroupFilters) + _within) * _width, depth), row);
        _within += depth;
        return depth;
    }
}
