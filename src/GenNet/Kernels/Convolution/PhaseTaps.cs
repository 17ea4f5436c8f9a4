namespace GenNet.Kernels;

/// <summary>The depth of one phase of <see cref="ConvolutionBackwardInput{TVector, TSimd}"/> in segments, a block at a time.</summary>
internal ref struct PhaseTaps
{
    private readonly ConvolutionShape _shape;
    private readonly PhaseAxis _vertical;
    private readonly PhaseAxis _horizontal;
    private readonly int _phaseY;
    private readonly int _phaseX;
    private readonly nint _rowStride;
    private readonly int _width;
    private readonly int _blockDepth;
    private int _tap;
    private int _within;

    public PhaseTaps(in ConvolutionShape shape, PhaseAxis vertical, PhaseAxis horizontal, int phaseY, int phaseX, nint rowStride, int width)
    {
        _shape = shape;
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
    public readonly bool IsEmpty => _tap == _shape.KernelHeight * _shape.KernelWidth;

    private readonly int TapY => _tap / _shape.KernelWidth;

    private readonly int TapX => _tap % _shape.KernelWidth;

    private readonly bool Sees => _vertical.Sees(_phaseY, TapY) && _horizontal.Sees(_phaseX, TapX);

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
        var at = ((row - _vertical.Lowest) * _rowStride)
            + ((nint)(_horizontal.Offset(_phaseX, TapX) - _horizontal.Lowest) * _shape.Filters) + _within;
        block.Add(new(at, (((nint)_tap * _shape.GroupFilters) + _within) * _width, depth), row);
        _within += depth;
        return depth;
    }
}
