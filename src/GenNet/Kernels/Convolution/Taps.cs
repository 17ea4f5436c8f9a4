namespace GenNet.Kernels;

/// <summary>The depth of a convolution in segments, a block at a time.</summary>
internal ref struct Taps
{
    private readonly ConvolutionShape _shape;
    private readonly nint _rowStride;
    private readonly int _width;
    private readonly int _run;
    private readonly int _blockDepth;
    private int _done;

    /// <summary>The segments of <paramref name="shape"/>'s depth.</summary>
    /// <param name="shape">All sizes.</param>
    /// <param name="rowStride">From row to row of the image, padded or not.</param>
    /// <param name="width">Columns of a packed panel.</param>
    public Taps(in ConvolutionShape shape, nint rowStride, int width)
    {
        _shape = shape;
        _rowStride = rowStride;
        _width = width;
        // Neighbouring taps are neighbours in memory, unless other groups or skipped pixels lie between.
        _run = shape.Groups == 1 && shape.DilationWidth == 1 ? shape.KernelWidth * shape.Channels : shape.GroupChannels;
        var blocks = (shape.Depth + TapBlock.LargestDepth - 1) / TapBlock.LargestDepth;
        _blockDepth = (shape.Depth + blocks - 1) / blocks;
    }

    /// <summary>Whether none is left.</summary>
    public readonly bool IsEmpty => _done == _shape.Depth;

    /// <summary>Writes the next segments to <paramref name="block"/>.</summary>
    public void Next(ref TapBlock block)
    {
        block.Clear();
        for (var end = Math.Min(_shape.Depth, _done + _blockDepth); _done < end && !block.IsFull;)
        {
            var (run, within) = Math.DivRem(_done, _run);
            var length = Math.Min(end - _done, _run - within);
            var (y, x) = Math.DivRem(run * _run / _shape.GroupChannels, _shape.KernelWidth);
            y *= _shape.DilationHeight;
            var at = (y * _rowStride) + ((nint)x * _shape.DilationWidth * _shape.Channels) + within;
            block.Add(new(at, (nint)_done * _width, length), y);
            _done += length;
        }
    }
}
